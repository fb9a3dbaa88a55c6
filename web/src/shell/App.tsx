import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { NARROW, PHONE, useMedia } from "../design/media";
import { timeSetting } from "../design/ticker";
import { useText } from "../i18n/text";
import { useLink, useView } from "../protocol/useView";
import { useSetting } from "../settings";
import { AuditPage } from "../views/audit/AuditPage";
import { ObjectPage } from "../views/details/ObjectPage";
import { EditorPage } from "../views/edit/EditorPage";
import { useHandedIn } from "../views/edit/useHandedIn";
import { HomePage } from "../views/home/HomePage";
import { ProblemsPage } from "../views/problems/ProblemsPage";
import { Failed, StatePage, Unauthorised } from "../views/states/Pages";
import { LinkStrip } from "../views/states/Strips";
import { believe } from "../views/states/sources";
import { TablePage } from "../views/table/TablePage";
import { type Address, AUDIT, createOf, problemsOf, tableOf } from "./address";
import { Dock } from "./Dock";
import { KeysHelp, PrefixHint } from "./KeysHelp";
import { useKeys } from "./keys";
import { goKeys, itemOf, itemsOf, NavigationContext, type Place, placeOf, useNavigation } from "./navigation";
import { Palette } from "./Palette";
import { BottomBar, PhoneTop } from "./Phone";
import { Rail, railSetting } from "./Rail";
import { navigate, useAddress } from "./router";
import { TopBar } from "./TopBar";

const LogsPage = lazy(() => import("../views/logs/LogsPage"));

const NOWHERE: Place = { clusters: [], namespaces: [] };

/** The frame, and the page that the address names in it. */
export function App() {
  const address = useAddress();
  const link = useLink();
  const before = useRef(NOWHERE);
  const place = placeOf(address, before.current);
  before.current = place;
  const [clusters, namespaces] = [place.clusters.join("\n"), place.namespaces.join("\n")];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same names are the same place
  const stable = useMemo(() => place, [clusters, namespaces]);
  const { data } = useView(
    place.clusters.length === 0 ? null : { type: "navigation", clusters: place.clusters },
  );
  const navigation = useMemo(() => ({ place: stable, data }), [stable, data]);

  return link.status === "unauthorised" ? (
    <Unauthorised />
  ) : (
    <NavigationContext value={navigation}>
      <Frame address={address} />
    </NavigationContext>
  );
}

function Frame({ address }: { address: Address }) {
  const phone = useMedia(PHONE);
  const narrow = useMedia(NARROW);
  const icons = useSetting(railSetting) === "icons" || narrow || address.page === "home";
  const [floating, setFloating] = useState<"palette" | "keys" | null>(null);
  const { data, place } = useNavigation();
  const moments = useSetting(timeSetting);
  const t = useText();

  useEffect(() => {
    const resource =
      address.page === "table" ? address.resource : address.page === "object" ? address.ref.resource : "";
    const parts = [
      address.page === "object" ? address.ref.name : null,
      address.page === "edit" ? (address.ref?.name ?? t("edit.create")) : null,
      address.page === "logs" ? t("logs.of", { name: address.place.objects[0]?.name ?? "" }) : null,
      address.page === "home"
        ? t("home.title")
        : address.page === "audit"
          ? t("audit.title")
          : address.page === "problems"
            ? t("problems.title")
            : (itemOf(data, resource)?.title ?? resource),
      place.clusters.join(", "),
      t("name"),
    ];
    document.title = parts.filter(Boolean).join(" · ");
  }, [address, data, place, t]);

  useKeys([
    { keys: "mod+k", about: "keys.palette", run: () => setFloating("palette") },
    { keys: "?", about: "keys.help", run: () => setFloating("keys") },
    { keys: "t", about: "keys.time", run: () => timeSetting.set(moments === "age" ? "moment" : "age") },
    { keys: "[", about: "keys.back", run: () => history.back() },
    { keys: "]", about: "keys.forward", run: () => history.forward() },
    { keys: "g h", about: "keys.go", to: "home", run: () => navigate({ page: "home" }) },
    { keys: "g a", about: "keys.go", to: t("audit.title"), run: () => navigate(AUDIT) },
    ...(place.clusters.length === 0
      ? []
      : [
          {
            keys: "g !",
            about: "keys.go" as const,
            to: t("problems.title"),
            run: () => navigate(problemsOf(place.clusters, place.namespaces)),
          },
        ]),
    ...[...goKeys(data)]
      .filter(([letter]) => letter !== "h" && letter !== "a")
      .map(([letter, item]) => ({
        keys: `g ${letter}`,
        about: "keys.go" as const,
        to: item.title,
        run: () => navigate(tableOf(place.clusters, item.resource, place.namespaces)),
      })),
  ]);

  const handedIn = useHandedIn(createOf(address, place.clusters, place.namespaces));
  return (
    <div className={`app ${phone ? "onphone" : icons ? "icons" : ""}`}>
      {phone ? (
        <PhoneTop address={address} />
      ) : (
        <>
          <Rail address={address} icons={icons} />
          <TopBar
            address={address}
            onPalette={() => setFloating("palette")}
            onHelp={() => setFloating("keys")}
          />
        </>
      )}
      <main className="main" {...handedIn}>
        <LinkStrip />
        <Page address={address} phone={phone} />
      </main>
      <Dock />
      {phone && <BottomBar address={address} onPalette={() => setFloating("palette")} />}
      {floating === "palette" && <Palette onClose={() => setFloating(null)} />}
      {floating === "keys" && <KeysHelp onClose={() => setFloating(null)} />}
      <PrefixHint />
    </div>
  );
}

function Page({ address, phone }: { address: Address; phone: boolean }) {
  const t = useText();
  switch (address.page) {
    case "home":
      return <HomePage phone={phone} />;
    case "landing":
      return <Landing clusters={address.clusters} />;
    case "table":
      return (
        <TablePage
          key={`${address.resource} ${address.clusters.join("+")}`}
          address={address}
          phone={phone}
        />
      );
    case "object":
      return <ObjectPage key={JSON.stringify(address.ref)} address={address} phone={phone} />;
    case "audit":
      return <AuditPage address={address} phone={phone} />;
    case "problems":
      return <ProblemsPage address={address} phone={phone} />;
    case "edit":
      return <EditorPage key={JSON.stringify(address)} address={address} />;
    case "logs":
      return (
        <Suspense fallback={<div className="pane" aria-busy="true" />}>
          <LogsPage address={address} />
        </Suspense>
      );
    case "lost":
      return (
        <StatePage title={t("lost.title")} heading="h1">
          <p>{t("lost.about", { path: address.path })}</p>
        </StatePage>
      );
  }
}

/** Clusters without a kind: goes on to the first kind of the rail, in place; or says why there is none. */
function Landing({ clusters }: { clusters: string[] }) {
  const { data } = useNavigation();
  const [first] = itemsOf(data);
  useEffect(() => {
    if (first !== undefined) {
      navigate(tableOf(clusters, first.resource), "replace");
    }
  }, [clusters, first]);
  const belief = believe(data?.sources ?? []);
  if (first === undefined && belief.overall === "failed") {
    return <Failed belief={belief} />;
  }
  return (
    <div className="pane" aria-busy="true">
      <div className="phead" />
      <div className="waitrows" />
    </div>
  );
}
