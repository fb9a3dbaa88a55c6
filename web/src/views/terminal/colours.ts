import type { ITheme } from "@xterm/xterm";

/** The theme's own colours for a terminal, as six digits each: a terminal reads no other notation. */
export function coloursOf(element: Element): ITheme {
  const style = getComputedStyle(element);
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const token = (name: string): string => {
    if (context === null) {
      return "#808080";
    }
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = style.getPropertyValue(name).trim();
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  };
  const [text, faint, red, green] = [
    token("--text"),
    token("--text-3"),
    token("--fail-text"),
    token("--ok-text"),
  ];
  const [yellow, blue, magenta, cyan] = [
    token("--warn-text"),
    token("--prog-text"),
    token("--syn-num"),
    token("--syn-key"),
  ];
  return {
    background: token("--bg"),
    foreground: text,
    cursor: token("--accent"),
    cursorAccent: token("--bg"),
    selectionBackground: token("--bg-selected-hover"),
    selectionInactiveBackground: token("--bg-selected"),
    scrollbarSliderBackground: token("--line-strong"),
    scrollbarSliderHoverBackground: token("--line-control"),
    scrollbarSliderActiveBackground: token("--line-control"),
    black: faint,
    red,
    green,
    yellow,
    blue,
    magenta,
    cyan,
    white: text,
    brightBlack: faint,
    brightRed: red,
    brightGreen: green,
    brightYellow: yellow,
    brightBlue: blue,
    brightMagenta: magenta,
    brightCyan: cyan,
    brightWhite: text,
  };
}
