import { useState } from "react";
import { Icon, Mark } from "../design/Icon";
import { MenuButton } from "../design/Menu";
import { Glyph, severityClass } from "../design/Status";
import { formatNumber, useText } from "../i18n/text";
import type { NavigationDataGroup, NavigationDataItem } from "../protocol/generated/messages";
import { createSetting, useSetting } from "../settings";
import { type Address, AUDIT, problemsOf, tableOf } from "./address";
import { Link } from "./Link";
import { Missing } from "./Missing";
import { initialsOf, itemsOf, useNavigation } from "./navigation";
import { navigate } from "./router";

/** Whether the rail shows words. Up to 1360 pixels it is icons in any case (frame.css). */
export const railSetting = createSetting<"wide" | "icons">("rail", "wide", (text) =>
  text === "wide" || text === "icons" ? text : null,
);

const SECTIONS = ["objects", "packs", "custom"] as const;

/** The kinds that the clusters serve and the person may list, in groups, with counts of what is wrong. */
export function Rail({ address, icons }: { address: Address; icons: boolean }) {
  const t = useText();
  const setting = useSetting(railSetting);
  const word = t(setting === "wide" ? "rail.collapse" : "rail.expand");
  return (
    <aside className="rail">
      <Link to={{ page: "home" }} className="brand" aria-label={t("rail.home")}>
        <Mark />
        {!icons && t("name")}
      </Link>
      <nav aria-label={t("rail.label")}>
        <RailContent address={address} icons={icons} />
      </nav>
      <div className="foot">
        <button
          type="button"
          className="railtoggle"
          title={word}
          aria-label={word}
          onClick={() => railSetting.set(setting === "wide" ? "icons" : "wide")}
        >
          <Icon name={icons ? "chevron-right" : "chevron-left"} />
          {!icons && t("rail.collapse")}
        </button>
      </div>
    </aside>
  );
}

/** The rail's links; the phone's menu shows the same. */
export function RailContent({ address, icons }: { address: Address; icons: boolean }) {
  const t = useText();
  const { data, place } = useNavigation();
  return (
    <>
      <Link
        to={{ page: "home" }}
        className="railitem"
        aria-current={address.page === "home" ? "page" : undefined}
        title={icons ? t("home.title") : undefined}
      >
        <Icon name="server" />
        {icons ? <span className="sr">{t("home.title")}</span> : t("home.title")}
      </Link>
      {place.clusters.length > 0 && (
        <Link
          to={problemsOf(place.clusters, place.namespaces)}
          className="railitem"
          aria-current={address.page === "problems" ? "page" : undefined}
          title={icons ? t("problems.title") : undefined}
        >
          <Icon name="flag" />
          {icons ? <span className="sr">{t("problems.title")}</span> : t("problems.title")}
        </Link>
      )}
      {SECTIONS.map((section) => {
        const groups = data?.groups.filter((group) => group.section === section) ?? [];
        return groups.length === 0 ? null : (
          <section key={section} aria-label={t(`rail.${section}`)}>
            <div className={icons ? "capline" : "cap-l"}>{icons ? null : t(`rail.${section}`)}</div>
            {groups.map((group) =>
              icons ? (
                <IconGroup key={group.id} group={group} address={address} />
              ) : (
                <WideGroup key={group.id} group={group} address={address} />
              ),
            )}
          </section>
        );
      })}
      <Link
        to={AUDIT}
        className="railitem"
        aria-current={address.page === "audit" ? "page" : undefined}
        title={icons ? t("audit.title") : undefined}
      >
        <Icon name="history" />
        {icons ? <span className="sr">{t("audit.title")}</span> : t("audit.title")}
      </Link>
      <Missing missing={data?.missing ?? []} className="railitem railnote" brief={icons} />
    </>
  );
}

function currentResource(address: Address): string | null {
  return address.page === "table"
    ? address.resource
    : address.page === "object"
      ? address.ref.resource
      : address.page === "edit"
        ? address.resource
        : null;
}

function WideGroup({ group, address }: { group: NavigationDataGroup; address: Address }) {
  const { data } = useNavigation();
  const holdsCurrent = group.items.some((item) => item.resource === currentResource(address));
  const isFirst = data?.groups[0] === group;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? (holdsCurrent || isFirst);
  return (
    <div>
      <button type="button" className="railitem" aria-expanded={open} onClick={() => setChosen(!open)}>
        <Icon name={group.icon} />
        <span className="ell">{group.title}</span>
        {!open && <Worst items={group.items} />}
        <span className="chev">
          <Icon name={open ? "chevron-down" : "chevron-right"} />
        </span>
      </button>
      {open && group.items.map((item) => <Item key={item.resource} item={item} address={address} />)}
    </div>
  );
}

function Item({ item, address }: { item: NavigationDataItem; address: Address }) {
  const { place } = useNavigation();
  return (
    <Link
      className="railitem sub"
      to={tableOf(place.clusters, item.resource, place.namespaces)}
      aria-current={currentResource(address) === item.resource ? "page" : undefined}
    >
      <span className="ell" title={item.title}>
        {item.title}
      </span>
      <Worst items={[item]} />
    </Link>
  );
}

/** How many objects are wrong, and how badly; nothing where nothing is. */
function Worst({ items }: { items: NavigationDataItem[] }) {
  const worst = worstOf(items);
  return worst === null ? null : (
    <span className={`n ${severityClass(worst.severity)}`}>
      <Glyph severity={worst.severity} named />
      {formatNumber(worst.count)}
    </span>
  );
}

function worstOf(items: NavigationDataItem[]): { severity: "failed" | "warning"; count: number } | null {
  for (const severity of ["failed", "warning"] as const) {
    const count = items
      .filter((item) => item.severity === severity)
      .reduce((sum, item) => sum + item.count, 0);
    if (count > 0) {
      return { severity, count };
    }
  }
  return null;
}

/** A group as an icon, marked where something in it is wrong; its menu begins with its name. */
function IconGroup({ group, address }: { group: NavigationDataGroup; address: Address }) {
  const { place, data } = useNavigation();
  // Groups that no pack gave an icon of their own would all look alike.
  const initials = group.section === "custom" ? initialsOf(group.title) : null;
  const worst = worstOf(group.items);
  const current = group.items.some((item) => item.resource === currentResource(address));
  return (
    <MenuButton
      className={current ? "railitem current" : "railitem"}
      label={group.title}
      placement="end top"
      items={group.items.map((item) => ({
        id: item.resource,
        text: item.title,
        section: group.title,
        mark: <Worst items={[item]} />,
      }))}
      onAction={(resource) => {
        if (itemsOf(data).some((item) => item.resource === resource)) {
          navigate(tableOf(place.clusters, resource, place.namespaces));
        }
      }}
    >
      {initials === null ? (
        <Icon name={group.icon} />
      ) : (
        <span className="initials" data-initials={initials} />
      )}
      {worst !== null && <Glyph severity={worst.severity} />}
    </MenuButton>
  );
}
