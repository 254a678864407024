import { ConfigProvider } from "antd";
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { switchLanguage, type Language } from "@/i18n";
import { ToastProvider } from "@/ui/toast";
import { antdThemeFor, initialTheme, rememberTheme, type ThemeName } from "./theme";

type AppearanceValue = {
  theme: ThemeName;
  toggleTheme: () => void;
  language: Language;
  setLanguage: (language: Language) => Promise<void>;
};

const AppearanceContext = createContext<AppearanceValue | null>(null);

export function useAppearance(): AppearanceValue {
  const value = useContext(AppearanceContext);
  if (!value) throw new Error("outside of Appearance");
  return value;
}

/** Theme and language for everything below; `locale` is the kit's words for the first language. */
export function Appearance({ language: first, locale: firstLocale, children }: {
  language: Language; locale: object; children: (language: Language) => ReactNode;
}) {
  const [theme, setTheme] = useState<ThemeName>(initialTheme);
  const [spoken, setSpoken] = useState({ language: first, locale: firstLocale });

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  const value = useMemo<AppearanceValue>(() => ({
    theme,
    toggleTheme: () => {
      const next = theme === "dark" ? "light" : "dark";
      rememberTheme(next);
      setTheme(next);
    },
    language: spoken.language,
    setLanguage: async (language) => setSpoken({ language, locale: await switchLanguage(language) }),
  }), [theme, spoken.language]);

  const config = useMemo(() => antdThemeFor(theme), [theme]);
  return (
    <AppearanceContext.Provider value={value}>
      <ConfigProvider theme={config} locale={spoken.locale as never} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
        <ToastProvider>{children(spoken.language)}</ToastProvider>
      </ConfigProvider>
    </AppearanceContext.Provider>
  );
}
