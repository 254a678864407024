import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { auth } from "@/session/rest";
import { useSession, useViewer } from "@/session/SessionProvider";
import { MenuList, Pop } from "@/ui/Pop";
import { useAppearance } from "../Appearance";

/** The person, their roles, and the way out. */
export function PersonMenu() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const { forget } = useSession();
  const { person, roles } = useViewer();
  const { theme, toggleTheme, language, setLanguage } = useAppearance();

  const signOut = async () => {
    // Signed out here in any case; a session the server did not hear about runs out by itself.
    await auth.signOut().catch(() => undefined);
    forget();
    void navigate("/sign-in");
  };
  return (
    <Pop
      kind="menu"
      label={t("person.menu", { name: person.displayName })}
      button={(props) => (
        <button type="button" className="person" title={t("person.menu", { name: person.displayName })} {...props}>
          <span className="avatar" aria-hidden>{person.displayName.slice(0, 1)}</span>
          <span>{person.displayName}</span>
        </button>
      )}
    >
      {(close) => (
        <>
          <p className="menu-note">{person.login}<br />{roles.map((role) => t(`ui:role.${role}`)).join(" · ")}</p>
          <MenuList
            onClose={close}
            items={[
              { key: "settings", icon: "gear", label: t("menu.settings"), onChoose: () => void navigate("/settings") },
              { key: "theme", icon: theme === "dark" ? "sun" : "moon", label: t(theme === "dark" ? "theme.light" : "theme.dark"), onChoose: toggleTheme },
              { key: "language", icon: "speech", label: language === "zh" ? "English" : "中文", onChoose: () => void setLanguage(language === "zh" ? "en" : "zh") },
              { key: "rule", divider: true },
              { key: "out", icon: "exit", label: t("person.signOut"), onChoose: () => void signOut() },
            ]}
          />
        </>
      )}
    </Pop>
  );
}
