import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation } from "react-router";
import { useRead } from "@/session/useRead";
import { NavigationCountsDocument } from "@/graphql/shell/graphql";
import { useLiveNotice, useLiveRefresh } from "@/live/LiveProvider";
import { useViewer } from "@/session/SessionProvider";
import { LiveBanner } from "./LiveState";
import { PhoneBar } from "./PhoneBar";
import { SideBar } from "./SideBar";
import { TopBar } from "./TopBar";

/** The frame around every page: bars, live state, and the page itself. */
export function Shell() {
  const { t } = useTranslation("shell");
  const viewer = useViewer();
  const { data, reload } = useRead(NavigationCountsDocument, {});
  const counts = data?.navigationCounts;
  useLiveRefresh(reload);
  useLiveNotice(useCallback(() => reload(), [reload]));

  const { pathname } = useLocation();
  const [folded, setFolded] = useState(false);
  useEffect(() => {
    const narrow = window.matchMedia("(max-width: 1279px)");
    const apply = () => setFolded(narrow.matches);
    apply();
    narrow.addEventListener("change", apply);
    return () => narrow.removeEventListener("change", apply);
  }, []);
  useEffect(() => {
    document.getElementById("main")?.scrollTo(0, 0);
    window.scrollTo(0, 0);
  }, [pathname]);

  return (
    <div className={folded ? "shell folded" : "shell"}>
      <a className="skip" href="#main">{t("skip")}</a>
      <TopBar unread={counts?.unreadNotifications ?? 0} onRead={reload} />
      <SideBar held={viewer.permissions} counts={counts} />
      <main id="main" className="main" tabIndex={-1}>
        <LiveBanner />
        <Outlet />
      </main>
      <PhoneBar held={viewer.permissions} counts={counts} />
    </div>
  );
}
