import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export type Language = "zh" | "en";
export type Messages = Record<string, string>;
/** What one language chunk holds: our messages by namespace, and the component kit's own words. */
export type Catalogue = { messages: Record<string, Messages>; antd: object };

const STORED = "lianwang.language";

/** The language chosen in this browser; Chinese unless English was asked for. */
export function storedLanguage(): Language {
  return localStorage.getItem(STORED) === "en" ? "en" : "zh";
}

export async function loadCatalogue(language: Language): Promise<Catalogue> {
  const loaded = language === "en" ? await import("./catalogue.en") : await import("./catalogue.zh");
  return loaded.default;
}

/** Loads a language, makes it the current one, and remembers it. Returns the kit's locale. */
export async function switchLanguage(language: Language): Promise<object> {
  const catalogue = await loadCatalogue(language);
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      defaultNS: "ui",
      keySeparator: false,
      interpolation: { escapeValue: false },
      resources: {},
      initAsync: false,
    });
  }
  for (const [namespace, messages] of Object.entries(catalogue.messages)) {
    i18next.addResourceBundle(language, namespace, messages, false, true);
  }
  await i18next.changeLanguage(language);
  localStorage.setItem(STORED, language);
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  return catalogue.antd;
}
