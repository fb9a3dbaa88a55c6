import { useState } from "react";
import { Button, Dialog, DialogTrigger, Popover } from "react-aria-components";
import { Icon } from "../design/Icon";
import { PickList } from "../design/PickList";
import { Glyph } from "../design/Status";
import { formatNumber, useText } from "../i18n/text";
import type { HomeDataClusterState, Severity } from "../protocol/generated/messages";
import { useView } from "../protocol/useView";
import { type Address, tableOf } from "./address";
import { itemsOf, useNavigation } from "./navigation";
import { currentAddress, navigate } from "./router";

/** How a cluster's state is drawn. */
export function severityOf(state: HomeDataClusterState): Severity {
  const severities: Record<HomeDataClusterState["type"], Severity> = {
    idle: "unknown",
    connecting: "progressing",
    active: "healthy",
    unauthorised: "warning",
    unreachable: "failed",
    invalid: "failed",
  };
  return severities[state.type];
}

/** Chooses which clusters are looked at: one, or several in one table. */
export function ClusterPicker() {
  const t = useText();
  const { place } = useNavigation();
  const [open, setOpen] = useState(false);
  const [first] = place.clusters;
  const text = place.clusters.length === 1 ? first : t("pick.clusters", { count: place.clusters.length });
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button
        className="pick"
        aria-label={t("pick.clusterNow", {
          text: place.clusters.length === 1 ? (first ?? "") : `${text}, ${place.clusters.join(", ")}`,
        })}
      >
        <span className="med ell">{text}</span>
        <Icon name="chevron-down" small />
      </Button>
      <Popover placement="bottom start" offset={6} className="pop">
        <Dialog className="menu" aria-label={t("pick.clustersLabel")}>
          <Clusters onDone={() => setOpen(false)} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Clusters({ onDone }: { onDone: () => void }) {
  const t = useText();
  const { place } = useNavigation();
  const { data } = useView({ type: "home" });
  const known = data?.clusters ?? place.clusters.map((name) => ({ name, where: "", state: null }));
  return (
    <PickList
      label={t("pick.clustersLabel")}
      items={known.map(({ name, where, state }) => ({
        id: name,
        about: where,
        mark: state === null ? undefined : <Glyph severity={severityOf(state)} named />,
      }))}
      chosen={place.clusters}
      onPick={(clusters) => navigate(inClusters(currentAddress(), clusters), "push")}
      onDone={onDone}
    />
  );
}

function inClusters(address: Address, clusters: string[]): Address {
  return address.page === "table"
    ? { ...address, clusters, open: null, selected: [] }
    : address.page === "object"
      ? tableOf(clusters, address.ref.resource)
      : { page: "landing", clusters };
}

/** Narrows to namespaces; thousands are found by typing. */
export function NamespacePicker() {
  const t = useText();
  const { place, data } = useNavigation();
  const [open, setOpen] = useState(false);
  const names = data?.namespaces ?? [];
  const text =
    place.namespaces.length === 0
      ? t("pick.allNamespaces")
      : place.namespaces.length === 1
        ? place.namespaces[0]
        : t("pick.namespaces", { count: place.namespaces.length });
  const pick = (namespaces: string[]) => {
    const address = currentAddress();
    const [item] = itemsOf(data);
    if (address.page === "table") {
      navigate({ ...address, namespaces, open: null, selected: [] });
    } else if (address.page === "object") {
      navigate(tableOf(place.clusters, address.ref.resource, namespaces));
    } else if (item !== undefined) {
      navigate(tableOf(place.clusters, item.resource, namespaces));
    }
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button className="pick" aria-label={t("pick.namespaceNow", { text: text ?? "" })}>
        <span className="t2 ell">{text}</span>
        <Icon name="chevron-down" small />
      </Button>
      <Popover placement="bottom start" offset={6} className="pop">
        <Dialog className="menu" aria-label={t("pick.namespacesLabel", { n: formatNumber(names.length) })}>
          <PickList
            label={t("pick.namespacesLabel", { n: formatNumber(names.length) })}
            items={names.map((name) => ({ id: name }))}
            chosen={place.namespaces}
            all={t("pick.allNamespaces")}
            others
            onPick={pick}
            onDone={() => setOpen(false)}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
