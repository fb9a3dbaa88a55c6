import { memo, type ReactNode } from "react";
import { useText } from "../../i18n/text";
import type {
  LogDataInk,
  LogDataLevel,
  LogDataLine,
  LogDataMark,
  LogDataSource,
  LogDataSpan,
} from "../../protocol/generated/messages";
import { Link } from "../../shell/Link";
import type { LogPlace } from "../../shell/logPlace";
import { clockOf } from "./clock";

/** How a level is drawn: errors have a ground of their own. */
const CLASSES: Record<LogDataLevel, string> = {
  fatal: "lv-e",
  error: "lv-e",
  warn: "lv-w",
  info: "lv-i",
  debug: "lv-d",
  trace: "lv-d",
  none: "",
};

/** One line, or a gap. Its text is drawn as text and nothing else. */
export const LogLine = memo(function LogLine({
  line,
  source,
  place,
  clock,
  current,
}: {
  line: LogDataLine;
  /** Whose it is, where that is not plain. */
  source: LogDataSource | undefined;
  place: LogPlace;
  clock: boolean;
  current: boolean;
}) {
  const t = useText();
  if (line.gap !== null) {
    return <div className="log gap">{t(`logs.gap.${line.gap}`)}</div>;
  }
  return (
    <div className={`log ${CLASSES[line.level]} ${current ? "on" : ""}`}>
      {clock && (
        <Link className="lt" to={{ page: "logs", place: { ...place, at: line.at } }} tabIndex={-1}>
          {clockOf(line.time)}
        </Link>
      )}
      <span className="lv">{line.level === "none" ? "" : line.level.toUpperCase()}</span>
      {source !== undefined && (
        <span className={`src h${source.hue}`} title={`${source.ref.name} · ${source.container}`}>
          {source.ref.name}
        </span>
      )}
      {line.cells.map((cell, index) => (
        <span key={place.columns[index]} className="lcell" title={cell}>
          {cell}
        </span>
      ))}
      <span className="lx">
        {inked(line.text, line.spans, line.found)}
        {line.cut > 0 && <em className="cut">{t("logs.cut", { count: line.cut })}</em>}
      </span>
    </div>
  );
});

const INKS: Partial<Record<LogDataInk, string>> = { key: "f", string: "fs", number: "fn" };

/** The text in pieces, each as its span says; what was looked for is marked. */
function inked(text: string, spans: LogDataSpan[], found: LogDataMark[]): ReactNode {
  if (spans.length === 0 && found.length === 0) {
    return text;
  }
  const edges = new Set([0, text.length]);
  for (const { start, end } of [...spans, ...found]) {
    edges.add(start).add(end);
  }
  const sorted = [...edges].filter((edge) => edge <= text.length).sort((a, b) => a - b);
  const pieces: ReactNode[] = [];
  let span = 0;
  let mark = 0;
  for (let i = 0; i + 1 < sorted.length; i++) {
    const start = sorted[i] ?? 0;
    const piece = text.slice(start, sorted[i + 1]);
    while ((spans[span]?.end ?? Number.POSITIVE_INFINITY) <= start) {
      span++;
    }
    while ((found[mark]?.end ?? Number.POSITIVE_INFINITY) <= start) {
      mark++;
    }
    const ink = spans[span];
    const isMarked = (found[mark]?.start ?? Number.POSITIVE_INFINITY) <= start;
    const className =
      ink !== undefined && ink.start <= start
        ? ink.ink.map((each) => INKS[each] ?? `ink-${each}`).join(" ")
        : undefined;
    pieces.push(
      isMarked ? (
        <mark key={start} className={className}>
          {piece}
        </mark>
      ) : className === undefined ? (
        piece
      ) : (
        <span key={start} className={className}>
          {piece}
        </span>
      ),
    );
  }
  return pieces;
}
