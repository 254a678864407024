import { useTranslation } from "react-i18next";
import { useConnection } from "@/live/LiveProvider";
import { useDeviceClock, useLanguage } from "@/ui/clock";
import { formatAge, hourOf } from "@/ui/format";
import { Banner } from "@/ui/layout";

/** The dot in the top bar: live with the age of the last word from the server, or lost. */
export function LiveDot() {
  const { t } = useTranslation("shell");
  const language = useLanguage();
  const connection = useConnection();
  const clock = useDeviceClock("second");
  const seconds = connection.heardAt ? Math.max(0, Math.round((clock - connection.heardAt) / 1000)) : 0;
  if (connection.status === "live") {
    return <span className="live"><i /><span>{t("live.on")}<span className="live-age"> · {formatAge(seconds, language)}</span></span></span>;
  }
  const lost = connection.status === "lost";
  return <span className={lost ? "live lost" : "live waiting"}><i />{t(lost ? "live.lost" : "live.connecting")}</span>;
}

/** After a few seconds without a link: what is shown, how old it is, and that work goes on. */
export function LiveBanner() {
  const { t } = useTranslation("shell");
  const connection = useConnection();
  const clock = useDeviceClock("second");
  if (connection.status === "live" || !connection.lostAt) return null;
  const down = Math.round((clock - connection.lostAt) / 1000);
  if (down < 3) return null;
  return (
    <div className="live-banner">
      <Banner tone="warn" icon="offline">
        <b>{t("live.banner", { count: down })}</b>{" "}
        {connection.heardAt ? t("live.bannerData", { at: hourOf(new Date(connection.heardAt), true) }) : ""}
        {t("live.bannerRetry", { attempt: Math.max(1, connection.attempt) })}
      </Banner>
    </div>
  );
}
