import { Dropdown } from "antd";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { auth } from "@/session/rest";
import { useSession, useViewer } from "@/session/SessionProvider";
import { Icon } from "@/ui/icons";
import { useAppearance } from "../Appearance";

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
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "who", disabled: true, label: <span className="f12 t3">{person.login}<br />{roles.map((role) => t(`ui:role.${role}`)).join(" · ")}</span> },
          { type: "divider" },
          { key: "settings", icon: <Icon name="gear" size="s" />, label: t("menu.settings"), onClick: () => void navigate("/settings") },
          { key: "theme", icon: <Icon name={theme === "dark" ? "sun" : "moon"} size="s" />, label: t(theme === "dark" ? "theme.light" : "theme.dark"), onClick: toggleTheme },
          { key: "language", icon: <Icon name="speech" size="s" />, label: language === "zh" ? "English" : "中文", onClick: () => void setLanguage(language === "zh" ? "en" : "zh") },
          { type: "divider" },
          { key: "out", icon: <Icon name="exit" size="s" />, label: t("person.signOut"), onClick: () => void signOut() },
        ],
      }}
    >
      <button type="button" className="person" aria-label={t("person.menu", { name: person.displayName })}>
        <span className="avatar" aria-hidden>{person.displayName.slice(0, 1)}</span>
        <span>{person.displayName}</span>
      </button>
    </Dropdown>
  );
}
