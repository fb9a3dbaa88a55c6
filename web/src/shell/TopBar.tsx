import { Icon } from "../design/Icon";
import { Kbd, MOD } from "../design/Kbd";
import { MenuButton } from "../design/Menu";
import { LANGUAGES, languageNow, languageSetting, useText } from "../i18n/text";
import { useSetting } from "../settings";
import type { Address } from "./address";
import { useNavigation } from "./navigation";
import { ClusterPicker, NamespacePicker } from "./Pickers";
import { THEMES, themeSetting } from "./theme";

/** Clusters, namespaces, the palette, settings and help. */
export function TopBar({
  address,
  onPalette,
  onHelp,
}: {
  address: Address;
  onPalette: () => void;
  onHelp: () => void;
}) {
  const t = useText();
  const { place } = useNavigation();
  return (
    <header className="top">
      <div className="topstart">
        {place.clusters.length === 0 ? (
          <span className="pick med">{address.page === "audit" ? t("audit.title") : t("home.title")}</span>
        ) : (
          <>
            <ClusterPicker />
            <span className="tf" aria-hidden="true">
              {"/"}
            </span>
            <NamespacePicker />
          </>
        )}
      </div>
      <button type="button" className="jump" onClick={onPalette} aria-keyshortcuts="Control+K Meta+K">
        <Icon name="search" small />
        <span className="ell">{t("top.jump")}</span>
        <span className="end">
          <Kbd>{`${MOD} K`}</Kbd>
        </span>
      </button>
      <div className="topend">
        <SettingsMenu />
        <button
          type="button"
          className="btn q ic"
          aria-label={t("keys.title")}
          title={t("keys.title")}
          onClick={onHelp}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}

/** Theme and language. */
export function SettingsMenu({ className = "btn q ic" }: { className?: string }) {
  const t = useText();
  const theme = useSetting(themeSetting);
  useSetting(languageSetting);
  const language = languageNow();
  const tick = <Icon name="check" small />;
  return (
    <MenuButton
      className={className}
      label={t("settings.title")}
      items={[
        ...THEMES.map((name) => ({
          id: `theme:${name}`,
          text: t(`theme.${name}`),
          section: t("settings.theme"),
          mark: name === theme ? tick : undefined,
        })),
        ...Object.entries(LANGUAGES).map(([tag, name]) => ({
          id: `language:${tag}`,
          text: name,
          section: t("settings.language"),
          mark: tag === language ? tick : undefined,
        })),
      ]}
      onAction={(id) => {
        const [what, value] = id.split(":");
        if (what === "theme") {
          themeSetting.set(THEMES.find((name) => name === value) ?? "system");
        } else if (value === "en" || value === "ja") {
          languageSetting.set(value);
        }
      }}
    >
      <Icon name="gear" />
    </MenuButton>
  );
}
