import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { menuFor, type MenuEntry } from "@/access";
import type { NavigationCountsQuery, Permission } from "@/graphql/shell/graphql";
import { Icon } from "@/ui/icons";

export type MenuProps = { held: Permission[]; counts: NavigationCountsQuery["navigationCounts"] | undefined };

function MenuLink({ entry, counts }: { entry: MenuEntry; counts: MenuProps["counts"] }) {
  const { t } = useTranslation("shell");
  const count = entry.count && counts ? counts[entry.count] : 0;
  const name = t(`menu.${entry.key}`);
  return (
    <NavLink to={entry.path} end={entry.path === "/"} title={name} className={({ isActive }) => (isActive ? "active" : "")}>
      <Icon name={entry.icon} />
      <span>{name}</span>
      {count > 0 && <em className={entry.hot ? "hot" : ""}>{count}</em>}
    </NavLink>
  );
}

export function SideBar({ held, counts }: MenuProps) {
  const { t } = useTranslation("shell");
  const menu = menuFor(held);
  const group = (name: MenuEntry["group"]) => menu.filter((entry) => entry.group === name);
  return (
    <nav className="sidebar" aria-label={t("menu.label")}>
      {group("work").map((entry) => <MenuLink key={entry.key} entry={entry} counts={counts} />)}
      {(["partners", "figures", "tools"] as const).map((name) => group(name).length > 0 && (
        <Fragment key={name}>
          <div className="menu-group">{t(`menu.group.${name}`)}</div>
          {group(name).map((entry) => <MenuLink key={entry.key} entry={entry} counts={counts} />)}
        </Fragment>
      ))}
      <div className="menu-bottom">
        {group("bottom").map((entry) => <MenuLink key={entry.key} entry={entry} counts={counts} />)}
      </div>
    </nav>
  );
}
