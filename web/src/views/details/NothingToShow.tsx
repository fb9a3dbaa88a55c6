import { useText } from "../../i18n/text";
import type { ObjectRef } from "../../protocol/generated/messages";
import { tableOf } from "../../shell/address";
import { Link } from "../../shell/Link";
import { itemOf, useNavigation } from "../../shell/navigation";
import { Failed, Forbidden, NotServed, StatePage } from "../states/Pages";
import type { Belief } from "../states/sources";

/** Stands where an object would be of which nothing is known, and says why. */
export function NothingToShow({
  target,
  gone,
  belief,
}: {
  target: ObjectRef;
  gone: boolean;
  belief: Belief;
}) {
  const t = useText();
  const { data: rail } = useNavigation();
  const item = itemOf(rail, target.resource);
  if (gone) {
    const namespaces = target.namespace === null ? [] : [target.namespace];
    return (
      <StatePage title={t("details.none", { name: target.name })}>
        <p>
          {target.namespace === null
            ? t("details.noneIn", { cluster: target.cluster })
            : t("details.noneInNamespace", { cluster: target.cluster, namespace: target.namespace })}
        </p>
        <Link className="btn s" to={tableOf([target.cluster], target.resource, namespaces)}>
          {t("details.toList", { title: item?.title ?? target.resource })}
        </Link>
      </StatePage>
    );
  }
  switch (belief.overall) {
    case "forbidden":
      return <Forbidden belief={belief} title={item?.title ?? target.resource} />;
    case "failed":
      return <Failed belief={belief} />;
    case "notServed":
      return <NotServed resource={target.resource} clusters={[target.cluster]} />;
    default:
      return (
        <p className="pad t3 late" role="status">
          {t("live.loading")}
        </p>
      );
  }
}
