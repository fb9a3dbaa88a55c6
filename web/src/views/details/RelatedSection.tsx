import { Name } from "../../design/Name";
import { formatNumber, sayPhrase, useText } from "../../i18n/text";
import type { ObjectRef, SectionRelated } from "../../protocol/generated/messages";
import { objectOf, tableOf } from "../../shell/address";
import { Link } from "../../shell/Link";
import { Cell, isNumeric } from "../cell/Cell";
import { Strips } from "../states/Strips";
import { believe } from "../states/sources";
import { nameOf } from "../table/Row";
import { Sect } from "./Sect";

/** Objects that hang together with this one, as a small live list. */
export function RelatedSection({ section, target }: { section: SectionRelated; target: ObjectRef }) {
  const t = useText();
  const namespaces = target.namespace === null ? [] : [target.namespace];
  const all =
    section.query === null || section.total <= section.rows.length ? (
      formatNumber(section.total)
    ) : (
      <Link
        className="l"
        to={{ ...tableOf([target.cluster], section.resource, namespaces), query: section.query }}
      >
        {t("events.all", { count: section.total })}
      </Link>
    );
  const belief = believe([section.state]);
  return (
    <Sect title={section.title} end={all}>
      {belief.overall !== "live" && <Strips belief={belief} />}
      {belief.overall === "forbidden" && <p className="t3 s12">{belief.forbidden[0]?.state.message}</p>}
      {belief.overall === "failed" && belief.failed[0] !== undefined && (
        <p className="t3 s12">{sayPhrase(belief.failed[0].state.message)}</p>
      )}
      {section.rows.length > 0 && (
        <div className="sidescroll">
          <table className="plain">
            <thead>
              <tr>
                {section.columns.map((column) => (
                  <th key={column.id} scope="col" className={isNumeric(column.kind) ? "num" : undefined}>
                    {column.title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {section.rows.map((row) => (
                <tr key={row.id} className={row.gone ? "gone" : undefined}>
                  {section.columns.map((column, i) => (
                    <td key={column.id} className={isNumeric(column.kind) ? "num t2" : "t2"}>
                      {column.kind === "name" ? (
                        <Link className="l m" to={objectOf(row.ref)}>
                          <Name>{nameOf(row, i)}</Name>
                        </Link>
                      ) : (
                        <Cell cell={row.cells[i] ?? { type: "missing" }} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Sect>
  );
}
