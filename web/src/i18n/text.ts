import i18next from "i18next";
import { useSyncExternalStore } from "react";
import type { Phrase } from "../protocol/generated/messages";
import { createSetting, useSetting } from "../settings";
import en from "./en.json";

/** Languages that are complete, by their own names. */
export const LANGUAGES = { en: "English", ja: "日本語" } as const;

export type Language = keyof typeof LANGUAGES;

type Singular<K> = K extends `${infer Stem}_${"one" | "other"}` ? Stem : K;

/** A key of the catalogues; those with a plural are named without its ending. */
export type TextKey = Singular<keyof typeof en>;

type Args = Record<string, string | number>;

/** Says what a key says in the person's language. `count` chooses between singular and plural. */
export type Say = (key: TextKey, args?: Args) => string;

/** The chosen language; that of the browser until one is chosen. */
export const languageSetting = createSetting<Language | "system">("language", "system", (text) =>
  text in LANGUAGES ? (text as Language) : null,
);

export function languageNow(): Language {
  const chosen = languageSetting.get();
  if (chosen !== "system") {
    return chosen;
  }
  const offered = navigator.languages.map((tag) => tag.split("-")[0]);
  return offered.find((tag): tag is Language => tag !== undefined && tag in LANGUAGES) ?? "en";
}

const listeners = new Set<() => void>();
let numbers = new Intl.NumberFormat("en");

const say: Say = (key, args) => i18next.t(key, { ...args, ...formatted(args) });

/** Counts are written with the language's separators; `count` itself stays a number, as it chooses the plural. */
function formatted(args: Args | undefined): Args {
  const count = args?.count;
  return typeof count === "number" ? { n: numbers.format(count) } : {};
}

/** Loads the catalogue of the language and draws everything anew in it. */
export async function speak(language: Language): Promise<void> {
  if (!i18next.isInitialized) {
    await i18next.init({
      lng: "en",
      fallbackLng: "en",
      resources: { en: { translation: en } },
      keySeparator: false,
      nsSeparator: false,
      interpolation: { escapeValue: false, prefix: "{", suffix: "}" }, // React escapes
    });
  }
  if (language === "ja" && !i18next.hasResourceBundle("ja", "translation")) {
    i18next.addResourceBundle("ja", "translation", (await import("./ja.json")).default);
  }
  await i18next.changeLanguage(language);
  numbers = new Intl.NumberFormat(language);
  document.documentElement.lang = language;
  for (const listener of [...listeners]) {
    listener();
  }
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The text of the interface, in the language of the moment. */
export function useText(): Say {
  useSyncExternalStore(subscribe, () => i18next.language);
  return say;
}

/** The language in use. */
export function useLanguage(): Language {
  useSetting(languageSetting);
  return languageNow();
}

/** A number with the language's separators. */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** A sentence that the server chose; one that this version does not know shows its key and what it is about. */
export function sayPhrase(phrase: Phrase): string {
  if (i18next.exists(phrase.key)) {
    return i18next.t(phrase.key, phrase.args);
  }
  return [phrase.key, ...Object.entries(phrase.args).map(([name, value]) => `${name}: ${value}`)].join(", ");
}
