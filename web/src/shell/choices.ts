import { timeSetting } from "../design/ticker";
import { LANGUAGES, languageSetting, type Say } from "../i18n/text";
import type { PaletteData, PaletteDataTarget, Severity } from "../protocol/generated/messages";
import { type Address, AUDIT, createOf, objectOf, problemsOf, tableOf } from "./address";
import type { Place } from "./navigation";
import { navigate } from "./router";
import { THEMES, themeSetting } from "./theme";

/** Something the palette offers. */
export interface Choice {
  readonly id: string;
  readonly group: "kinds" | "objects" | "namespaces" | "clusters" | "views" | "settings";
  readonly title: string;
  readonly subtitle: string | null;
  readonly icon: string;
  readonly severity: Severity | null;
  readonly hint: string | null;
  run(): void;
}

const GROUPS = ["kinds", "objects", "namespaces", "clusters"] as const;

/** What the server makes of the text, group by group in the order in which the groups first appear. */
export function serverChoices(data: PaletteData | null, address: Address, place: Place, t: Say): Choice[] {
  const choices = (data?.items ?? []).map(
    (item, i): Choice => ({
      id: `server ${i}`,
      group: GROUPS.find((group) => group === item.group) ?? "objects",
      title: item.title,
      subtitle: item.subtitle ?? (item.group === "namespaces" ? t("palette.namespace") : null),
      icon: item.icon,
      severity: item.severity,
      hint: item.hint,
      run: () => navigate(addressOf(item.target, address, place)),
    }),
  );
  const order = [...new Set(choices.map((choice) => choice.group))];
  return choices.toSorted((a, b) => order.indexOf(a.group) - order.indexOf(b.group));
}

function addressOf(target: PaletteDataTarget, address: Address, place: Place): Address {
  switch (target.type) {
    case "toObject":
      return objectOf(target.ref);
    case "toKind":
      return tableOf(place.clusters, target.resource, place.namespaces);
    case "toNamespace":
      return address.page === "table"
        ? { ...address, namespaces: [target.name], open: null, selected: [] }
        : address.page === "object"
          ? tableOf(place.clusters, address.ref.resource, [target.name])
          : { page: "landing", clusters: place.clusters };
    case "toCluster":
      return { page: "landing", clusters: [target.name] };
  }
}

/** What needs no server: home, something new, and settings. */
export function localChoices(text: string, address: Address, place: Place, t: Say): Choice[] {
  const create = createOf(address, place.clusters, place.namespaces);
  const choice = (
    group: Choice["group"],
    icon: string,
    title: string,
    run: () => void,
    hint: string | null = null,
  ) => ({
    id: `local ${title}`,
    group,
    title,
    subtitle: null,
    icon,
    severity: null,
    hint,
    run,
  });
  const all: Choice[] = [
    choice("views", "server", t("home.title"), () => navigate({ page: "home" }), "g h"),
    ...(create === null ? [] : [choice("views", "plus", t("edit.create"), () => navigate(create))]),
    ...(place.clusters.length === 0
      ? []
      : [
          choice(
            "views",
            "flag",
            t("problems.title"),
            () => navigate(problemsOf(place.clusters, place.namespaces)),
            "g !",
          ),
        ]),
    choice("views", "history", t("audit.title"), () => navigate(AUDIT), "g a"),
    ...(address.page === "table" && address.namespaces.length > 0
      ? [choice("views", "box", t("pick.allNamespaces"), () => navigate({ ...address, namespaces: [] }))]
      : []),
    ...THEMES.map((name) =>
      choice("settings", "gear", t("settings.themeIs", { name: t(`theme.${name}`) }), () =>
        themeSetting.set(name),
      ),
    ),
    ...Object.entries(LANGUAGES).map(([tag, name]) =>
      choice("settings", "gear", t("settings.languageIs", { name }), () =>
        languageSetting.set(tag === "ja" ? "ja" : "en"),
      ),
    ),
    choice(
      "settings",
      "clock",
      t("keys.time"),
      () => timeSetting.set(timeSetting.get() === "age" ? "moment" : "age"),
      "t",
    ),
  ];
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(
    ({ title, group }) =>
      (words.length > 0 || group === "views") && words.every((word) => title.toLowerCase().includes(word)),
  );
}
