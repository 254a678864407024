import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, NavLink, Navigate, Route, Routes, useLocation } from "react-router";
import { menuFor, mayOpen, phoneMenuFor } from "@/access";
import type { Permission } from "@/graphql/shell/graphql";
import { useViewer } from "@/session/SessionProvider";
import { Icon, type IconName } from "@/ui/icons";
import { PageHead } from "@/ui/layout";
import { MissingState } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { FactorSection } from "./FactorSection";
import { MembersSection } from "./MembersSection";
import { PasswordSection } from "./PasswordSection";
import { ProfileSection } from "./ProfileSection";
import { SessionsSection } from "./SessionsSection";
import { TokensSection } from "./TokensSection";
import "./settings.css";

type Section = { key: string; icon: IconName; permissions: Permission[]; page: ReactNode };

const SECTIONS: Section[] = [
  { key: "profile", icon: "person", permissions: [], page: <ProfileSection /> },
  { key: "password", icon: "lock", permissions: [], page: <PasswordSection /> },
  { key: "factor", icon: "shield", permissions: [], page: <FactorSection /> },
  { key: "sessions", icon: "clock", permissions: [], page: <SessionsSection /> },
  { key: "tokens", icon: "key", permissions: ["TOKEN_MANAGE"], page: <TokensSection /> },
  { key: "members", icon: "people", permissions: ["USER_ADMIN", "ROLE_ADMIN"], page: <MembersSection /> },
];

/** One's own account, and for administrators the people of the enterprise. */
export default function SettingsPage() {
  const { t } = useTranslation("accounts");
  const { permissions } = useViewer();
  const phone = usePhone();
  const atIndex = useLocation().pathname.replace(/\/$/, "") === "/settings";
  const open = SECTIONS.filter((section) => mayOpen(section.permissions, permissions));
  const showMenu = !phone || atIndex;
  return (
    <>
      <PageHead
        crumb={phone && !atIndex ? <Link to="/settings">{t("settings.title")}</Link> : undefined}
        title={t("settings.title")}
      />
      <div className="settings">
        {showMenu && (
          <nav className="settings-menu" aria-label={t("settings.title")}>
            {open.map((section) => (
              <NavLink key={section.key} to={`/settings/${section.key}`} className={({ isActive }) => (isActive ? "active" : "")}>
                <Icon name={section.icon} />{t(`settings.${section.key}`)}
                {phone && <><span className="grow" /><Icon name="right" size="s" /></>}
              </NavLink>
            ))}
            {phone && <Elsewhere permissions={permissions} />}
          </nav>
        )}
        <div className="col g16">
          <Routes>
            <Route index element={phone ? null : <Navigate to="/settings/profile" replace />} />
            {open.map((section) => <Route key={section.key} path={section.key} element={section.page} />)}
            <Route path="*" element={<MissingState />} />
          </Routes>
        </div>
      </div>
    </>
  );
}

/** The phone's bar has room for five: every other page is reached from here. */
function Elsewhere({ permissions }: { permissions: Permission[] }) {
  const { t } = useTranslation("accounts");
  const inBar = new Set(phoneMenuFor(permissions).map((entry) => entry.key));
  return menuFor(permissions).filter((entry) => !inBar.has(entry.key)).map((entry) => (
    <Link key={entry.key} to={entry.path}>
      <Icon name={entry.icon} />{t(`shell:menu.${entry.key}`)}<span className="grow" /><Icon name="right" size="s" />
    </Link>
  ));
}
