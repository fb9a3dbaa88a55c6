import { Age } from "../../design/Age";
import { Status } from "../../design/Status";
import type { SectionConditions } from "../../protocol/generated/messages";
import { Sect } from "./Sect";

/** Conditions: those that need a look tell why, the others only that they hold. */
export function ConditionsSection({ section }: { section: SectionConditions }) {
  return (
    <Sect title={section.title}>
      <ul className="conditions">
        {section.conditions.map((condition) => (
          <li key={condition.type}>
            <span className="rowf">
              <Status severity={condition.severity}>{condition.type}</Status>
              <span className="t3 s12">{condition.status}</span>
              {condition.reason !== null && <span className="t2 s12 ell">{condition.reason}</span>}
              <span className="grow" />
              {condition.changedAt !== null && (
                <span className="t3 s12">
                  <Age at={condition.changedAt} />
                </span>
              )}
            </span>
            {condition.message !== null && condition.message !== "" && (
              <p className={condition.severity === "healthy" ? "t3 s12" : "t2 s12"}>{condition.message}</p>
            )}
          </li>
        ))}
      </ul>
    </Sect>
  );
}
