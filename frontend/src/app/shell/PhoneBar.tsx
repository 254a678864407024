import { useTranslation } from "react-i18next";
import { NavLink } from "react-router";
import { phoneMenuFor } from "@/access";
import { Icon } from "@/ui/icons";
import type { MenuProps } from "./SideBar";

/** The bar at the bottom of a phone. */
export function PhoneBar({ held, counts }: MenuProps) {
  const { t } = useTranslation("shell");
  return (
    <nav className="phonebar" aria-label={t("menu.label")}>
      {phoneMenuFor(held).map((entry) => {
        const count = entry.count && counts ? counts[entry.count] : 0;
        const own = entry.key === "settings";
        return (
          <NavLink key={entry.key} to={entry.path} end={entry.path === "/"} className={({ isActive }) => (isActive ? "active" : "")}>
            <Icon name={own ? "person" : entry.icon} />
            {t(own ? "menu.me" : `menu.${entry.key}`)}
            {count > 0 && entry.key !== "orders" && <b>{count > 99 ? "99+" : count}</b>}
          </NavLink>
        );
      })}
    </nav>
  );
}
