import { Age } from "../../design/Age";
import type { DetailsDataProperty } from "../../protocol/generated/messages";
import { Cell } from "../cell/Cell";

/** Values that take as many lines as they need, instead of being cut. */
const WRAPPING = new Set(["tags", "links", "text"]);

/** Labels with their values. */
export function Properties({ properties }: { properties: DetailsDataProperty[] }) {
  return (
    <dl className="kv">
      {properties.map((property, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: labels may repeat, and their order is the pack's
        <div key={i} className="pair">
          <dt title={property.about ?? undefined} className={property.about === null ? undefined : "about"}>
            {property.label}
          </dt>
          <dd className={WRAPPING.has(property.value.type) ? "wraps" : undefined}>
            {property.value.type === "time" ? (
              <Age at={property.value.at} ago />
            ) : (
              <Cell cell={property.value} />
            )}
            {property.value.type === "capacity" && <span className="t2 s12"> {property.value.text}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
