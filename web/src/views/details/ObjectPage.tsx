import { Icon } from "../../design/Icon";
import { useText } from "../../i18n/text";
import { editOf, type ObjectAddress, objectOf, tableOf } from "../../shell/address";
import { useKeys } from "../../shell/keys";
import { Link } from "../../shell/Link";
import { itemOf, useNavigation } from "../../shell/navigation";
import { navigate } from "../../shell/router";
import { ObjectDetails } from "./ObjectDetails";

/** An object on a page of its own. */
export function ObjectPage({ address, phone }: { address: ObjectAddress; phone: boolean }) {
  const t = useText();
  const { data, place } = useNavigation();
  const { ref, tab } = address;
  const list = tableOf(place.clusters, ref.resource, place.namespaces);
  const onTab = (next: string) => navigate(objectOf(ref, next), "replace");
  useKeys([
    { keys: "y", about: "keys.yaml", run: () => onTab("yaml") },
    { keys: "d", about: "keys.details", run: () => onTab("summary") },
    { keys: "e", about: "keys.edit", run: () => navigate(editOf(ref)) },
    { keys: "Escape", about: "keys.toList", run: () => navigate(list) },
  ]);
  return (
    <div className="objectpage">
      {!phone && (
        <nav className="crumb s12" aria-label={t("details.path")}>
          <Link to={list}>{itemOf(data, ref.resource)?.title ?? ref.resource}</Link>
          {ref.namespace !== null && (
            <>
              <Icon name="chevron-right" small />
              <Link to={tableOf([ref.cluster], ref.resource, [ref.namespace])}>{ref.namespace}</Link>
            </>
          )}
          {place.clusters.length > 1 && <span>{t("details.of", { cluster: ref.cluster })}</span>}
        </nav>
      )}
      <ObjectDetails target={ref} tab={tab} onTab={onTab} heading="h1" actions={null} aside={null} />
    </div>
  );
}
