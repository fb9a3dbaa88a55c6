import { createSetting } from "../settings";

export type Theme = "system" | "light" | "dark" | "contrast";

export const THEMES: Theme[] = ["system", "light", "dark", "contrast"];

/** The chosen theme; the system's until one is chosen. `public/theme.js` reads the same before the first paint. */
export const themeSetting = createSetting<Theme>("theme", "system", (text) =>
  THEMES.includes(text as Theme) ? (text as Theme) : null,
);

/** Keeps the page in the chosen theme, following the system where that is the choice. */
export function applyTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const contrast = matchMedia("(prefers-contrast: more)");
  const apply = () => {
    const chosen = themeSetting.get();
    const system = contrast.matches ? "contrast" : dark.matches ? "dark" : "light";
    document.documentElement.dataset.theme = chosen === "system" ? system : chosen;
  };
  apply();
  dark.addEventListener("change", apply);
  contrast.addEventListener("change", apply);
  themeSetting.subscribe(apply);
}
