import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useAct } from "@/session/useAct";
import { ProfileLanguageDocument } from "@/graphql/shell/graphql";
import { Icon } from "@/ui/icons";
import { useAppearance } from "../Appearance";
import { EnterpriseSwitcher } from "./EnterpriseSwitcher";
import { HelpKeys } from "./HelpKeys";
import { LiveDot } from "./LiveState";
import { NoticeBell } from "./NoticeBell";
import { PersonMenu } from "./PersonMenu";
import { SearchBox } from "./SearchBox";

function Mark() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="var(--accent-text)" strokeWidth="2.2" strokeLinecap="round" aria-hidden>
      <path d="M10.2 13.8a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1" />
      <path d="M13.8 10.2a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1" stroke="var(--t1)" />
    </svg>
  );
}

function LanguageButton() {
  const { language, setLanguage } = useAppearance();
  const [saveLanguage] = useAct(ProfileLanguageDocument, (data) => data.profileUpdate);
  const other = language === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      className="language"
      lang={other}
      title={other === "en" ? "Switch to English" : "切换到中文"}
      onClick={() => {
        void saveLanguage({ language: other === "en" ? "EN" : "ZH" });
        void setLanguage(other);
      }}
    >
      {language === "zh" ? <b>中</b> : "中"} / {language === "en" ? <b>EN</b> : "EN"}
    </button>
  );
}

export function TopBar({ unread, onRead }: { unread: number; onRead: () => void }) {
  const { t } = useTranslation("shell");
  const { theme, toggleTheme } = useAppearance();
  return (
    <header className="topbar">
      <Link to="/" className="brand" aria-label={t("brand")}><Mark /><span>{t("brand")}</span></Link>
      <EnterpriseSwitcher />
      <SearchBox />
      <span className="grow" />
      <LiveDot />
      <button type="button" className="icon-button help" aria-label={t("theme.toggle")} onClick={toggleTheme}>
        <Icon name={theme === "dark" ? "moon" : "sun"} />
      </button>
      <HelpKeys />
      <NoticeBell unread={unread} onRead={onRead} />
      <LanguageButton />
      <PersonMenu />
    </header>
  );
}
