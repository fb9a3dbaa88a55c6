import "@xterm/xterm/css/xterm.css";
import { FitAddon } from "@xterm/addon-fit";
import { SearchAddon } from "@xterm/addon-search";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { Terminal } from "@xterm/xterm";
import { coloursOf } from "./colours";
import { strictDocument, strictly } from "./strictDocument";

/** What a screen needs of the page it is on. */
export interface ScreenHost {
  readonly label: string;
  onTyped(bytes: Uint8Array): void;
  onSize(columns: number, rows: number): void;
  /** The person wants to find something. */
  onFind(): void;
  /** The person wants to get out by keyboard. */
  onLeave(): void;
}

/** A terminal's screen in the page. */
export interface Screen {
  readonly columns: number;
  readonly rows: number;
  /** Draws what was written, and says when that is done. */
  write(bytes: Uint8Array, drawn: () => void): void;
  /** Forgets all that was written. */
  reset(): void;
  find(text: string, backward: boolean): void;
  focus(): void;
  destroy(): void;
}

const KEPT_LINES = 5000;

export function createScreen(element: HTMLElement, host: ScreenHost): Screen {
  const terminal = new Terminal({
    documentOverride: strictDocument(),
    fontFamily: '"JetBrains Mono", monospace',
    fontSize: 12,
    lineHeight: 1.3,
    scrollback: KEPT_LINES,
    minimumContrastRatio: 4.5,
    rightClickSelectsWord: false,
    theme: coloursOf(element),
  });
  const fit = new FitAddon();
  const search = new SearchAddon();
  terminal.loadAddon(fit);
  terminal.loadAddon(search);
  terminal.loadAddon(
    new WebLinksAddon((_, address) => window.open(address, "_blank", "noopener,noreferrer")),
  );
  terminal.attachCustomKeyEventHandler((event) => !isOurs(event, terminal, host));
  strictly(() => terminal.open(element));
  terminal.textarea?.setAttribute("aria-label", host.label);
  fit.fit();

  const encoder = new TextEncoder();
  terminal.onData((text) => host.onTyped(encoder.encode(text)));
  terminal.onBinary((text) => host.onTyped(Uint8Array.from(text, (letter) => letter.charCodeAt(0))));
  terminal.onResize(({ cols, rows }) => host.onSize(cols, rows));
  const sizes = new ResizeObserver(() => element.clientWidth > 0 && fit.fit());
  sizes.observe(element);
  const themes = new MutationObserver(() => {
    terminal.options.theme = coloursOf(element);
  });
  themes.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  let gone = false;
  void drawFast(terminal, () => gone);

  return {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    write: (bytes, drawn) => terminal.write(bytes, drawn),
    reset: () => terminal.reset(),
    find: (text, backward) => {
      if (text === "") {
        terminal.clearSelection();
      } else if (backward) {
        search.findPrevious(text);
      } else {
        search.findNext(text);
      }
    },
    focus: () => terminal.focus(),
    destroy: () => {
      gone = true;
      sizes.disconnect();
      themes.disconnect();
      terminal.dispose();
    },
  };
}

/** Keys that are the page's own and not the container's. */
function isOurs(event: KeyboardEvent, terminal: Terminal, host: ScreenHost): boolean {
  const key = event.key.toLowerCase();
  const shifted = event.shiftKey && (event.ctrlKey || event.metaKey);
  const run =
    key === "f6"
      ? host.onLeave
      : shifted && key === "f"
        ? host.onFind
        : shifted && key === "c"
          ? () => void navigator.clipboard.writeText(terminal.getSelection())
          : null;
  if (run !== null) {
    event.preventDefault();
    if (event.type === "keydown") {
      run();
    }
    return true;
  }
  // The browser pastes by itself.
  return shifted && key === "v";
}

/** Draws by the graphics card where there is one; else elements of the page are fast enough. */
async function drawFast(terminal: Terminal, isGone: () => boolean): Promise<void> {
  const probe = document.createElement("canvas").getContext("webgl2", { failIfMajorPerformanceCaveat: true });
  if (probe === null) {
    return;
  }
  probe.getExtension("WEBGL_lose_context")?.loseContext();
  const { WebglAddon } = await import("@xterm/addon-webgl");
  if (!isGone()) {
    const addon = new WebglAddon();
    addon.onContextLoss(() => addon.dispose());
    terminal.loadAddon(addon);
  }
}
