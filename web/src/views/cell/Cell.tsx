import { createContext, useContext } from "react";
import { Age } from "../../design/Age";
import { Capacity } from "../../design/Capacity";
import { humanDuration } from "../../design/duration";
import { Name } from "../../design/Name";
import { Glyph, Status, severityClass } from "../../design/Status";
import { useAge } from "../../design/ticker";
import { formatNumber, sayPhrase, useText } from "../../i18n/text";
import type { Cell as CellData, CellLink, CellRestarts, CellStatus } from "../../protocol/generated/messages";
import { objectOf } from "../../shell/address";
import { Link } from "../../shell/Link";

/** Whether cells are in a grid, whose rows are one stop for the tab key: links in them are not stops of their own. */
export const InGrid = createContext(false);

/** Draws any value of the protocol; the same in tables and among an object's properties. */
export function Cell({ cell }: { cell: CellData }) {
  const t = useText();
  switch (cell.type) {
    case "missing":
      return <Dash />;
    case "text":
      return cell.text === "" ? <Dash /> : <span title={cell.text}>{cell.text}</span>;
    case "code":
      return cell.text === "" ? <Dash /> : <Code text={cell.text} />;
    case "amount":
      return <span className={cell.value === 0 ? "t3" : undefined}>{formatNumber(cell.value)}</span>;
    case "flag":
      return <span className={cell.value ? undefined : "t3"}>{t(cell.value ? "cell.yes" : "cell.no")}</span>;
    case "time":
      return <Age at={cell.at} />;
    case "duration":
      return <Duration millis={cell.millis} since={cell.since} />;
    case "status":
      return <StatusWords cell={cell} />;
    case "ratio":
      return <span className={cell.whole === 0 ? "t3" : undefined}>{`${cell.part}/${cell.whole}`}</span>;
    case "restarts":
      return <Restarts cell={cell} />;
    case "quantity":
      return (
        <span className={cell.value === 0 ? "t3" : undefined} title={cell.exact}>
          {cell.text}
        </span>
      );
    case "link":
      return <ObjectLink link={cell} />;
    case "links":
      return cell.links.length === 0 ? <Dash /> : <Links links={cell.links} />;
    case "tags":
      return cell.tags.length === 0 ? <Dash /> : <Tags tags={cell.tags} />;
    case "capacity":
      return <Capacity cell={cell} />;
  }
}

/** How something is, and what its word leaves unsaid. */
export function StatusWords({ cell }: { cell: CellStatus }) {
  const words = statusText(cell);
  return (
    <Status severity={cell.severity}>
      <span title={words}>{words}</span>
    </Status>
  );
}

/** The words of a status: `Running · not ready`. */
export function statusText({ text, reason }: CellStatus): string {
  return reason === null ? text : `${text} · ${sayPhrase(reason)}`;
}

/** Nothing there. */
export function Dash() {
  const t = useText();
  return (
    <span className="t3">
      <span aria-hidden="true">{"—"}</span>
      <span className="sr">{t("cell.missing")}</span>
    </span>
  );
}

function Code({ text }: { text: string }) {
  return (
    <span className="m">
      <Name>{text}</Name>
    </span>
  );
}

function Duration({ millis, since }: { millis: number | null; since: number | null }) {
  if (since !== null) {
    return <Growing since={since} />;
  }
  return millis === null ? <Dash /> : <span>{humanDuration(millis)}</span>;
}

function Growing({ since }: { since: number }) {
  return <span>{useAge(since)}</span>;
}

function Restarts({ cell }: { cell: CellRestarts }) {
  if (cell.count === 0) {
    return <span className="t3">{formatNumber(0)}</span>;
  }
  return (
    <span className="restarts">
      <span>{formatNumber(cell.count)}</span>
      {cell.lastAt !== null && <LastRestart at={cell.lastAt} />}
    </span>
  );
}

function LastRestart({ at }: { at: number }) {
  const t = useText();
  const age = useAge(at);
  return <span className="t3">{t("cell.restarted", { age })}</span>;
}

/** A link to an object's page, with its state where that is known. */
export function ObjectLink({ link }: { link: CellLink }) {
  const inGrid = useContext(InGrid);
  return (
    <Link className="l" to={objectOf(link.to)} title={link.text} tabIndex={inGrid ? -1 : undefined}>
      {link.severity !== null && link.severity !== "healthy" ? (
        <span className={`st ${severityClass(link.severity)}`}>
          <Glyph severity={link.severity} named />
          <Name>{link.text}</Name>
        </span>
      ) : (
        <Name>{link.text}</Name>
      )}
    </Link>
  );
}

function Links({ links }: { links: CellLink[] }) {
  return (
    <span className="several">
      {links.map((link, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same object may be linked twice, and links have no state
        <ObjectLink key={i} link={link} />
      ))}
    </span>
  );
}

function Tags({ tags }: { tags: string[] }) {
  return (
    <span className="several" title={tags.join("\n")}>
      {tags.map((tag) => (
        <span key={tag} className="tag">
          <span className="ell">{tag}</span>
        </span>
      ))}
    </span>
  );
}

const NUMBERS = new Set(["number", "time", "duration", "ratio", "restarts", "quantity"]);

/** Whether a column's cells stand at the end of theirs, as figures do. */
export function isNumeric(kind: string): boolean {
  return NUMBERS.has(kind);
}

/** A cell as text, for copying and for a line that has no room for more. */
export function textOf(cell: CellData): string {
  switch (cell.type) {
    case "missing":
    case "time":
    case "duration":
      return "";
    case "amount":
      return String(cell.value);
    case "flag":
      return String(cell.value);
    case "ratio":
      return `${cell.part}/${cell.whole}`;
    case "restarts":
      return String(cell.count);
    case "links":
      return cell.links.map((link) => link.text).join(", ");
    case "tags":
      return cell.tags.join(", ");
    default:
      return cell.text;
  }
}
