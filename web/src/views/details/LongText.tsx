import { useState } from "react";
import { formatNumber, useText } from "../../i18n/text";

const SHOWN = 600;

/** A text of any length: its beginning, and the rest when asked for, so that a megabyte does not stand in the way. */
export function LongText({ text }: { text: string }) {
  const t = useText();
  const [whole, setWhole] = useState(false);
  if (text === "") {
    return <span className="t3">{t("cell.empty")}</span>;
  }
  if (whole || text.length <= SHOWN * 1.2) {
    return text;
  }
  return (
    <>
      {text.slice(0, SHOWN)}
      {"… "}
      <button type="button" className="l" onClick={() => setWhole(true)}>
        {t("text.more", { n: formatNumber(text.length - SHOWN) })}
      </button>
    </>
  );
}
