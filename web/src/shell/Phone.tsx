import { useState } from "react";
import { Floating } from "../design/Floating";
import { Icon } from "../design/Icon";
import { useText } from "../i18n/text";
import { type Address, tableOf } from "./address";
import { Link } from "./Link";
import { itemOf, itemsOf, useNavigation } from "./navigation";
import { ClusterPicker, NamespacePicker } from "./Pickers";
import { RailContent } from "./Rail";
import { SettingsMenu } from "./TopBar";

/** On a phone: the menu or the way back, and where one is. */
export function PhoneTop({ address }: { address: Address }) {
  const t = useText();
  const { place, data } = useNavigation();
  const [open, setOpen] = useState(false);
  const resource =
    address.page === "table" ? address.resource : address.page === "object" ? address.ref.resource : "";
  const title =
    address.page === "home"
      ? t("home.title")
      : address.page === "audit"
        ? t("audit.title")
        : address.page === "problems"
          ? t("problems.title")
          : (itemOf(data, resource)?.title ?? resource);
  const namespaces = place.namespaces.length === 0 ? [t("pick.allNamespaces")] : place.namespaces;
  const where =
    address.page === "object"
      ? [address.ref.cluster, address.ref.namespace].filter((part) => part !== null)
      : [...place.clusters, ...namespaces];
  // Other pages bring a heading of their own.
  const Title =
    address.page === "table" || address.page === "audit" || address.page === "problems" ? "h1" : "div";
  return (
    <header className="ptop">
      {address.page === "object" ? (
        <Link
          className="tap back"
          aria-label={t("phone.back")}
          to={tableOf(place.clusters, resource, place.namespaces)}
        >
          <Icon name="chevron-left" />
        </Link>
      ) : (
        <button type="button" className="tap" aria-label={t("phone.menu")} onClick={() => setOpen(true)}>
          <Icon name="menu" />
        </button>
      )}
      <div className="grow">
        <Title className="ptitle ell">{title}</Title>
        {place.clusters.length > 0 && <div className="s12 t3 ell">{where.join(", ")}</div>}
      </div>
      <SettingsMenu className="tap" />
      {open && (
        <Floating label={t("rail.label")} className="drawer" onClose={() => setOpen(false)}>
          {place.clusters.length > 0 && (
            <div className="drawerpick">
              <ClusterPicker />
              <NamespacePicker />
            </div>
          )}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: closes the menu behind a link that was followed */}
          <div
            className="rail"
            onClick={(event) => {
              if (event.target instanceof Element && event.target.closest("a") !== null) {
                setOpen(false);
              }
            }}
          >
            <nav aria-label={t("rail.label")}>
              <RailContent address={address} icons={false} />
            </nav>
          </div>
        </Floating>
      )}
    </header>
  );
}

/** On a phone: what is reached with a thumb. */
export function BottomBar({ address, onPalette }: { address: Address; onPalette: () => void }) {
  const t = useText();
  const { place, data } = useNavigation();
  const [first] = itemsOf(data);
  const resource = address.page === "object" ? address.ref.resource : (first?.resource ?? null);
  return (
    <nav className="bottombar" aria-label={t("phone.bottom")}>
      <Link to={{ page: "home" }} aria-current={address.page === "home" ? "page" : undefined}>
        <Icon name="server" />
        {t("home.title")}
      </Link>
      {resource !== null && place.clusters.length > 0 && (
        <Link
          to={tableOf(place.clusters, resource, place.namespaces)}
          aria-current={address.page === "table" ? "page" : undefined}
        >
          <Icon name="cube" />
          {t("phone.objects")}
        </Link>
      )}
      <button type="button" onClick={onPalette}>
        <Icon name="search" />
        {t("phone.search")}
      </button>
    </nav>
  );
}
