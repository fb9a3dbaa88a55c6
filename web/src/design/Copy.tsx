import { useEffect, useState } from "react";
import { useText } from "../i18n/text";
import { Icon } from "./Icon";

/** Copies a text; says so for a moment, to those who listen too. */
export function CopyButton({ text, label, word }: { text: string; label: string; word?: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (copied) {
      const timer = setTimeout(() => setCopied(false), 1500);
      return () => clearTimeout(timer);
    }
  }, [copied]);
  const className = word === undefined ? "btn q s ic" : "btn s";
  return (
    <button
      type="button"
      className={className}
      aria-label={word === undefined ? label : undefined}
      title={label}
      onClick={() => {
        void navigator.clipboard.writeText(text).then(() => setCopied(true));
      }}
    >
      <Icon name={copied ? "check" : "copy"} small />
      {word}
      <span className="sr" role="status">
        {copied ? t("copy.done") : ""}
      </span>
    </button>
  );
}
