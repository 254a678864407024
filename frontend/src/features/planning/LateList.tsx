import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { PlanReasonsDocument } from "@/graphql/planning/graphql";
import { usePages } from "@/live/usePages";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import type { Run } from "./looks";
import { Why } from "./WhyDrawer";

/** What comes late, the costliest first: why, and the cheapest ways out. */
export function LateList({ run }: { run: Run }) {
  const { t } = useTranslation("planning");
  const pages = usePages(PlanReasonsDocument, { runId: run.id, filter: { subject: "DEMAND" }, first: 30 }, (data) => data.planReasons);
  return (
    <div className="why-list">
      {pages.loading && <Skeleton rows={6} height={56} what={t("view.late")} />}
      {pages.failure && <ErrorState what={t("view.late")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="check" title={t("late.none")}>{t("late.noneText")}</EmptyState>}
      {pages.rows.map((row) => <Why key={row.id} run={run} row={row} />)}
      {pages.hasMore && <div className="panel-foot"><Button loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
    </div>
  );
}
