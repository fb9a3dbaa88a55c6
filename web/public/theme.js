// Before the first paint, so that nobody who chose dark sees a flash of white. Kept in step with src/shell/theme.ts.
try {
  const chosen = localStorage.getItem("fresnel.theme");
  const matches = (query) => matchMedia(query).matches;
  document.documentElement.dataset.theme =
    chosen === "light" || chosen === "dark" || chosen === "contrast"
      ? chosen
      : matches("(prefers-contrast: more)")
        ? "contrast"
        : matches("(prefers-color-scheme: dark)")
          ? "dark"
          : "light";
} catch {
  document.documentElement.dataset.theme = "light";
}
