import { memo, useCallback, useMemo, useState } from "react";
import { CopyButton } from "../../design/Copy";
import { Icon } from "../../design/Icon";
import { useText } from "../../i18n/text";
import type { ObjectRef } from "../../protocol/generated/messages";
import { useView } from "../../protocol/useView";
import { editOf } from "../../shell/address";
import { Link } from "../../shell/Link";
import { NothingToShow } from "../details/NothingToShow";
import { Refused } from "../states/Pages";
import { Strips } from "../states/Strips";
import { believe } from "../states/sources";
import { type Block, blocksOf } from "./blocks";
import { YamlLine } from "./YamlText";

/** An object as YAML, live and read-only. The browser finds in it: all that is not folded is in the page. */
export function YamlView({ target }: { target: ObjectRef }) {
  const t = useText();
  const [managedFields, setManagedFields] = useState(false);
  const { data, failure } = useView({ type: "yaml", ref: target, managedFields });
  const blocks = useMemo(() => blocksOf(data?.text ?? ""), [data?.text]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const onFold = useCallback((id: string) => {
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(id)) {
        next.add(id);
      }
      return next;
    });
  }, []);
  if (data === null) {
    return failure === null ? <p className="pad t3">{t("live.loading")}</p> : <Refused failure={failure} />;
  }
  const belief = believe([data.state]);
  if (data.text === "") {
    return <NothingToShow target={target} gone={data.gone} belief={belief} />;
  }
  return (
    <>
      <div className="yamlbar">
        <CopyButton text={data.text} label={t("yaml.copy")} word={t("yaml.copy")} />
        <button type="button" className="btn s" onClick={() => download(`${target.name}.yaml`, data.text)}>
          <Icon name="download" small />
          {t("yaml.download")}
        </button>
        <Link className="btn s" to={editOf(target)}>
          <Icon name="edit" small />
          {t("yaml.edit")}
        </Link>
        <span className="grow" />
        <label className="rowf s12 t2">
          <input
            type="checkbox"
            checked={managedFields}
            onChange={(event) => setManagedFields(event.target.checked)}
          />
          {t("yaml.managedFields")}
        </label>
      </div>
      <Strips belief={belief} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section className="code yaml" tabIndex={0} aria-label={t("details.yaml")}>
        {blocks
          .filter((block) => block.parent === null || !folded.has(block.parent))
          .map((block) => (
            <YamlBlock key={block.id} block={block} folded={folded.has(block.id)} onFold={onFold} />
          ))}
      </section>
    </>
  );
}

/** Lines that belong together; what is below a key can be folded. Drawn again only when its text changes. */
const YamlBlock = memo(
  function YamlBlock({ block, folded, onFold }: BlockProps) {
    const t = useText();
    const [first, ...rest] = block.lines;
    return (
      <div className="yblock">
        {block.below > 0 && (
          <button
            type="button"
            className="fold"
            aria-expanded={!folded}
            aria-label={t(folded ? "yaml.unfold" : "yaml.fold", { line: block.line })}
            onClick={() => onFold(block.id)}
          >
            <Icon name={folded ? "chevron-right" : "chevron-down"} small />
          </button>
        )}
        {first !== undefined && (
          <div className="yline" data-line={block.line}>
            <YamlLine tokens={first} />
            {folded && <span className="t3">{t("yaml.folded", { count: block.below })}</span>}
          </div>
        )}
        {!folded &&
          rest.map((tokens, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its number
            <div key={i} className="yline" data-line={block.line + 1 + i}>
              <YamlLine tokens={tokens} />
            </div>
          ))}
      </div>
    );
  },
  (a, b) => a.block.text === b.block.text && a.block.line === b.block.line && a.folded === b.folded,
);

interface BlockProps {
  block: Block;
  folded: boolean;
  onFold: (id: string) => void;
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
