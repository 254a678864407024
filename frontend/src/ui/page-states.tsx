/** Loading, empty, error, forbidden, conflict: designed once, used on every screen. */
import { Button } from "antd";
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon, type IconName } from "./icons";
import { Banner } from "./layout";

/** True once the given time has passed since mounting. */
function useElapsed(milliseconds: number): boolean {
  const [elapsed, setElapsed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setElapsed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return elapsed;
}

const WIDTHS = ["28%", "46%", "34%", "52%", "40%"];

/** Grey rows of the real height, after 300 ms; says what it waits for after 3 s; lets go after 10 s. */
export function Skeleton({ rows = 8, height = 36, what, onCancel }: {
  rows?: number; height?: number; what?: string; onCancel?: () => void;
}) {
  const { t } = useTranslation("ui");
  const drawn = useElapsed(300);
  const slow = useElapsed(3_000);
  const verySlow = useElapsed(10_000);
  return (
    <div className="skeleton" role="status" aria-busy="true">
      <span className="sr">{what ?? t("loading.page")}</span>
      {drawn && Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height }} aria-hidden>
          <i style={{ width: WIDTHS[row % WIDTHS.length] }} />
          <i style={{ width: "12%" }} />
          <i style={{ width: "9%" }} />
        </div>
      ))}
      {slow && <p className="t3 f12" style={{ padding: "8px 16px" }}>{what ?? t("loading.page")}</p>}
      {verySlow && onCancel && (
        <p style={{ padding: "0 16px 12px" }}><Button size="small" onClick={onCancel}>{t("loading.cancel")}</Button></p>
      )}
    </div>
  );
}

export function PageState({ icon, title, children, acts, error = false }: {
  icon: IconName; title: string; children?: ReactNode; acts?: ReactNode; error?: boolean;
}) {
  return (
    <div className={`state ${error ? "error" : ""}`} role={error ? "alert" : undefined}>
      <span className="state-icon"><Icon name={icon} /></span>
      <b>{title}</b>
      {children && <p>{children}</p>}
      {acts && <div className="row g8 wrap" style={{ justifyContent: "center", marginTop: 6 }}>{acts}</div>}
    </div>
  );
}

/** Nothing here, and that is fine: says so and offers one way on. */
export function EmptyState({ icon = "tasks", title, children, act }: {
  icon?: IconName; title: string; children?: ReactNode; act?: ReactNode;
}) {
  return <PageState icon={icon} title={title} acts={act}>{children}</PageState>;
}

/** Filters left nothing over: names how many and clears them. */
export function EmptyFilter({ filters, onClear }: { filters: number; onClear: () => void }) {
  const { t } = useTranslation("ui");
  return (
    <PageState icon="filter" title={t("empty.filter")} acts={<Button onClick={onClear}>{t("empty.clear", { count: filters })}</Button>}>
      {t("empty.filterHint")}
    </PageState>
  );
}

export type Failure = { message: string; code?: string; requestId?: string; forbidden?: boolean };

/** What failed, what is safe, the number to quote, and the way to try again. */
export function ErrorState({ what, failure, onRetry }: { what: string; failure: Failure; onRetry?: () => void }) {
  const { t } = useTranslation("ui");
  if (failure.forbidden) return <ForbiddenState />;
  return (
    <PageState
      error
      icon={failure.code === "NETWORK" ? "offline" : "alert"}
      title={t("error.title", { what })}
      acts={onRetry && <Button onClick={onRetry}>{t("error.retry")}</Button>}
    >
      {failure.message}
      {failure.requestId && <> {t("error.number", { id: failure.requestId })}</>}
    </PageState>
  );
}

/** Never tells whether a hidden thing exists. */
export function ForbiddenState() {
  const { t } = useTranslation("ui");
  return <PageState icon="lock" title={t("forbidden.title")}>{t("forbidden.hint")}</PageState>;
}

/** Not there, or not for this reader: the two look the same on purpose. */
export function MissingState({ act }: { act?: ReactNode }) {
  const { t } = useTranslation("ui");
  return <PageState icon="search" title={t("missing.title")} acts={act}>{t("missing.hint")}</PageState>;
}

/** Someone was faster: what was typed is kept, the difference can be seen. */
export function ConflictBanner({ message, onShow }: { message: string; onShow: () => void }) {
  const { t } = useTranslation("ui");
  return (
    <Banner tone="danger">
      <b>{message}</b> {t("conflict.kept")}{" "}
      <button type="button" className="link-button" onClick={onShow}>{t("conflict.show")}</button>
    </Banner>
  );
}
