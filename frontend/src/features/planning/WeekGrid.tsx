import { Button } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { DemandLinesDocument } from "@/graphql/planning/graphql";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { useNamed, useNow } from "@/ui/clock";
import { addDays, dayOf, formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { SearchField } from "@/ui/SearchField";
import { mondayOf, weekNumber } from "@/ui/weeks";
import { DemandDialog, type DemandPlace } from "./DemandDialog";
import { demandRows, mondays, type DemandCell, type DemandRow } from "./looks";
import { usePlanLive } from "./usePlanLive";

const WEEKS = 13;

/** Product by product what customers want: orders and forecast of thirteen weeks at a time. */
export function WeekGrid() {
  const { t } = useTranslation("planning");
  const { search, set } = useListAddress();
  const now = useNow();
  const may = useCan("PLAN_WRITE");
  const [place, setPlace] = useState<DemandPlace | null>(null);
  const text = search.get("q") ?? "";
  const first = mondayOf(search.get("from") ?? dayOf(now));
  const filter = { search: text || null, firstWeek: first, lastWeek: addDays(first, 7 * (WEEKS - 1)) };
  const pages = usePages(DemandLinesDocument, { filter, first: 100 }, (data) => data.demandLines);
  usePlanLive(pages.reload);
  const { hasMore, loadingMore, more } = pages;
  useEffect(() => {
    if (hasMore && !loadingMore) more(); // a grid with half of its weeks would tell something wrong
  }, [hasMore, loadingMore, more]);
  const rows = demandRows(pages.rows);
  return (
    <>
      <div className="list-tools">
        <Button aria-label={t("demand.before")} icon={<Icon name="back" />} onClick={() => set("from", addDays(first, -7 * WEEKS))} />
        <span className="f13 nw">{t("demand.range", { from: first, to: filter.lastWeek })}</span>
        <Button aria-label={t("demand.after")} icon={<Icon name="right" />} onClick={() => set("from", addDays(first, 7 * WEEKS))} />
        <span className="f13 t3">{t("demand.hint")}</span>
        <span className="grow" />
        <SearchField label={t("board.search")} value={text} onSearch={(value) => set("q", value)} />
        {may && <Button icon={<Icon name="plus" />} onClick={() => setPlace({ item: null, week: first, cell: null })}>{t("demand.new")}</Button>}
      </div>
      {pages.loading && <Skeleton rows={6} height={44} what={t("demand.title")} />}
      {pages.failure && <ErrorState what={t("demand.title")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && rows.length === 0 && <EmptyState icon="paper" title={t("demand.none")}>{t("demand.noneText")}</EmptyState>}
      {rows.length > 0 && <Grid rows={rows} weeks={mondays(first, WEEKS)} onOpen={may ? setPlace : undefined} />}
      {place && <DemandDialog place={place} onClose={() => setPlace(null)} onDone={() => { setPlace(null); pages.reload(); }} />}
    </>
  );
}

function Grid({ rows, weeks, onOpen }: { rows: DemandRow[]; weeks: string[]; onOpen?: (place: DemandPlace) => void }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  return (
    <ScrollRegion label={t("demand.title")}>
      <table className="plan-board plan-demand">
        <thead>
          <tr>
            <th scope="col">{t("demand.head")}</th>
            {weeks.map((monday) => <th key={monday} scope="col"><b>W{String(weekNumber(monday)).padStart(2, "0")}</b><br />{monday.slice(5)}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.item.id}>
              <th scope="row"><b>{named(row.item.name, row.item.nameEn)}</b><div className="f12 t3"><span className="mono">{row.item.number}</span> · {row.item.unitName}</div></th>
              {weeks.map((week) => <td key={week}><DemandFigure cell={row.cells.get(week) ?? null} onOpen={onOpen && (() => onOpen({ item: row.item, week, cell: row.cells.get(week) ?? null }))} /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function DemandFigure({ cell, onOpen }: { cell: DemandCell | null; onOpen?: () => void }) {
  const { t } = useTranslation("planning");
  const ordered = (cell?.orders ?? []).reduce((sum, one) => sum + Number(one.quantity), 0);
  const inner = (
    <>
      <b>{formatQuantity(String(cell?.total ?? 0))}</b>
      <span className="f12 t3">{ordered > 0 ? t("demand.ordered", { quantity: formatQuantity(String(ordered)) }) : " "}</span>
    </>
  );
  if (!onOpen) return <span className="demand-cell">{inner}</span>;
  return <button type="button" className="demand-cell" onClick={onOpen}>{inner}</button>;
}
