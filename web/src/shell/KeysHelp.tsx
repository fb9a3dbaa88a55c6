import { Floating } from "../design/Floating";
import { Kbd, MOD } from "../design/Kbd";
import { useText } from "../i18n/text";
import { type Binding, bindingsNow, usePrefix } from "./keys";

const SYMBOLS: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  Enter: "↵",
  Escape: "esc",
  Backspace: "⌫",
  mod: MOD,
};

/** A binding's keys, as they are written on them. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="rowf keys">
      {keys.split(" ").map((key) => (
        <Kbd key={key}>
          {key
            .split("+")
            .map((part, i) => SYMBOLS[part] ?? (i > 0 ? part.toUpperCase() : part))
            .join(" ")}
        </Kbd>
      ))}
    </span>
  );
}

/** All keys that do something where one is. */
export function KeysHelp({ onClose }: { onClose: () => void }) {
  const t = useText();
  const seen = new Set<string>();
  const bindings = bindingsNow().filter((binding) => {
    const first = !seen.has(binding.keys);
    seen.add(binding.keys);
    return first && binding.about !== null;
  });
  return (
    <Floating label={t("keys.title")} className="keyshelp" onClose={onClose}>
      <h2>{t("keys.title")}</h2>
      <dl>
        {bindings.map((binding) => (
          <div key={binding.keys}>
            <dt>
              <Keys keys={binding.keys} />
            </dt>
            <dd>{aboutOf(binding, t)}</dd>
          </div>
        ))}
      </dl>
    </Floating>
  );
}

function aboutOf(binding: Binding, t: ReturnType<typeof useText>): string {
  const to = binding.to === "home" ? t("home.title") : binding.to;
  return binding.about === null ? "" : t(binding.about, to === undefined ? {} : { to });
}

/** After the first of two keys: where the second would lead. */
export function PrefixHint() {
  const t = useText();
  const prefix = usePrefix();
  if (prefix === null) {
    return null;
  }
  return (
    <div className="prefix" role="status">
      {bindingsNow()
        .filter((binding) => binding.keys.startsWith(`${prefix} `))
        .map((binding) => (
          <span key={binding.keys} className="rowf">
            <Kbd>{binding.keys.slice(prefix.length + 1)}</Kbd>
            {binding.to === "home" ? t("home.title") : binding.to}
          </span>
        ))}
    </div>
  );
}
