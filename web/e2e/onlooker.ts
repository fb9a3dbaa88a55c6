import type { Page } from "@playwright/test";

/** What was on the screen from a moment on. */
export interface Look {
  /** Milliseconds since 1970. */
  at: number;
  /** Whether it calls itself live, stale, … in the words of the page; "" where it says nothing. */
  said: string;
  /** How many rows the table says it has. */
  all: number;
  /** The names that stand there, in order. */
  names: string[];
}

declare global {
  interface Window {
    looks: Look[];
  }
}

/** Someone who never looks away from a table: sees each state of the page, however short it is there. */
export class Onlooker {
  private constructor(private readonly page: Page) {}

  static async at(page: Page): Promise<Onlooker> {
    await page.evaluate(() => {
      window.looks = [];
      const look = () => {
        const names = [...document.querySelectorAll(".row .rowname")].map(
          (row) => row.getAttribute("title") ?? row.textContent ?? "",
        );
        const now = {
          said: document.querySelector(".live")?.textContent ?? "",
          all: Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") ?? 0),
          names,
        };
        const last = window.looks.at(-1);
        if (
          last === undefined ||
          last.said !== now.said ||
          last.all !== now.all ||
          last.names.join() !== now.names.join()
        ) {
          window.looks.push({ at: Date.now(), ...now });
        }
      };
      new MutationObserver(look).observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      look();
    });
    return new Onlooker(page);
  }

  /** All that was seen so far. */
  async looks(): Promise<Look[]> {
    return this.page.evaluate(() => window.looks);
  }

  /** When that was first said, from a moment on. */
  async saw(said: string, from: number): Promise<number | undefined> {
    return (await this.looks()).find((look) => look.at >= from && look.said === said)?.at;
  }
}
