import type { Connection } from "../../protocol/connection";
import type { FillData, ViewRequestFilling } from "../../protocol/generated/messages";

/** Something that was typed into a form and is on its way into the text. */
interface Wish {
  readonly path: readonly string[];
  readonly filling: ViewRequestFilling;
}

/** What filling in needs to know, and tells. */
export interface FillingHost {
  readonly cluster: string;
  readonly document: number;
  text(): string;
  onText(text: string): void;
}

/**
 * Fills in fields one after the other: the server puts each into the text, and the next one goes into what came of it. Of what is
 * typed into one field while another answer is waited for, only the last counts.
 */
export class Filling {
  private readonly wishes: Wish[] = [];
  private busy = false;

  constructor(
    private readonly connection: Connection,
    private readonly host: () => FillingHost,
  ) {}

  fill(path: readonly string[], filling: ViewRequestFilling): void {
    const last = this.wishes.at(-1);
    const same =
      last !== undefined && last.filling.type === filling.type && last.path.join("\0") === path.join("\0");
    if (same && filling.type.startsWith("put")) {
      this.wishes.pop();
    }
    this.wishes.push({ path, filling });
    if (!this.busy) {
      this.busy = true;
      void this.work();
    }
  }

  private async work(): Promise<void> {
    for (let wish = this.wishes.shift(); wish !== undefined; wish = this.wishes.shift()) {
      const { cluster, document, text, onText } = this.host();
      const asked = text();
      const answer = await this.ask({
        type: "fill",
        cluster,
        text: asked,
        document,
        path: [...wish.path],
        filling: wish.filling,
      });
      if (text() !== asked) {
        this.wishes.unshift(wish); // the text was written on meanwhile
      } else if (answer !== null && answer.problem === null) {
        onText(answer.text);
      }
    }
    this.busy = false;
  }

  private ask(request: Parameters<Connection["views"]["open"]>[0]): Promise<FillData | null> {
    return new Promise((resolve) => {
      const view = this.connection.views.open<"fill">(request as never);
      const end = (data: FillData | null) => {
        clearTimeout(timer);
        view.close();
        resolve(data);
      };
      const timer = setTimeout(() => end(null), 10_000);
      view.subscribe(() => {
        const { data, failure } = view.get();
        if (data !== null || failure !== null) {
          end(data);
        }
      });
    });
  }
}
