import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanBoardDocument } from "@/graphql/planning/graphql";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { EmptyFilter, ErrorState, Skeleton } from "@/ui/page-states";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { SearchField } from "@/ui/SearchField";
import { MoneyText } from "@/ui/values";
import { weekNumber } from "@/ui/weeks";
import { WhyDrawer, type WhyQuestion } from "./WhyDrawer";
import { weekName } from "./why";
import { mondays, toneAt, type Row, type Run } from "./looks";

const SCOPES = ["all", "products", "short"] as const;
const LINES = ["wanted", "supplied", "stock", "short"] as const;

/** Weeks × items: what is wanted, what is made or bought, what is left and what is late; the costliest first. */
export function Board({ run }: { run: Run }) {
  const { t } = useTranslation("planning");
  const { search, set, clear } = useListAddress();
  const scope = SCOPES.find((one) => one === search.get("scope")) ?? "all";
  const text = search.get("q") ?? "";
  const filter = { search: text || null, isProduct: scope === "products" ? true : null, isShort: scope === "short" };
  const pages = usePages(PlanBoardDocument, { runId: run.id, filter, first: 30 }, (data) => data.planRows);
  return (
    <>
      <div className="list-tools">
        <Segments label={t("board.only")} value={scope} onChange={(next) => set("scope", next === "all" ? "" : next)} choices={SCOPES.map((key) => ({ key, label: t(`board.${key}`) }))} />
        <span className="grow" />
        <SearchField label={t("board.search")} value={text} onSearch={(value) => set("q", value)} />
      </div>
      {pages.loading && <Skeleton rows={8} height={44} what={t("view.board")} />}
      {pages.failure && <ErrorState what={t("view.board")} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyFilter filters={1} onClear={clear} />}
      {pages.rows.length > 0 && <Weeks run={run} rows={pages.rows} />}
      {pages.hasMore && <div className="panel-foot"><Button loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
      <p className="plan-legend f12 t3"><span className="late">{t("legend.late")}</span><span className="low">{t("legend.low")}</span></p>
    </>
  );
}

function Weeks({ run, rows }: { run: Run; rows: readonly Row[] }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const [question, setQuestion] = useState<WhyQuestion | null>(null);
  const ask = (row: Row, week: string) => setQuestion({
    title: t("why.cellTitle", { item: named(row.item.name, row.item.nameEn), week: weekName(week) }),
    parts: [{ heading: t("why.cellHeading"), none: t("why.cellNone"), filter: { subject: "DEMAND", itemId: row.item.id, untilWeek: week } }],
  });
  const weeks = mondays(run.start, run.weeks);
  return (
    <ScrollRegion label={t("view.board")}>
      <table className="plan-board">
        <thead>
          <tr>
            <th scope="col">{t("board.item")}</th>
            {weeks.map((monday) => <th key={monday} scope="col"><b>W{String(weekNumber(monday)).padStart(2, "0")}</b><br />{monday.slice(5)}</th>)}
          </tr>
        </thead>
        {rows.map((row) => <Item key={row.id} row={row} weeks={weeks} onAsk={ask} />)}
      </table>
      {question && <WhyDrawer run={run} question={question} onClose={() => setQuestion(null)} />}
    </ScrollRegion>
  );
}

type Ask = (row: Row, week: string) => void;

function Item({ row, weeks, onAsk }: { row: Row; weeks: string[]; onAsk: Ask }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  return (
    <tbody>
      <tr className="plan-item">
        <th scope="rowgroup" colSpan={weeks.length + 1}>
          <span className="plan-name">
            <b>{named(row.item.name, row.item.nameEn)}</b> <span className="mono t3">{row.item.number}</span>
            {Number(row.harm) > 0 && <span className="danger"> {t("board.harm")} <MoneyText value={row.harm} currency="CNY" whole /></span>}
          </span>
        </th>
      </tr>
      {LINES.filter((line) => line !== "short" || row.isProduct).map((line) => (
        <tr key={line}>
          <th scope="row">{t(`line.${line}.${row.isProduct ? "product" : "part"}`)} <span className="t3">{line === "stock" && Number(row.safetyStock) > 0 ? t("board.safety", { quantity: formatQuantity(row.safetyStock) }) : row.item.unitName}</span></th>
          {weeks.map((monday, week) => <Cell key={monday} row={row} line={line} week={week} onAsk={() => onAsk(row, monday)} />)}
        </tr>
      ))}
    </tbody>
  );
}

function Cell({ row, line, week, onAsk }: { row: Row; line: (typeof LINES)[number]; week: number; onAsk: () => void }) {
  const { t } = useTranslation("planning");
  const value = Number(row[line][week] ?? 0);
  const marked = line === "short" || (line === "stock" && !row.isProduct);
  const tone = marked ? toneAt(row, week) : "";
  const shown = formatQuantity(String(Math.round(value)));
  if (line === "short" && value > 0) return <td className={tone}><button type="button" className="plan-why" aria-label={`${t("why.ask")} ▼${shown}`} onClick={onAsk}>▼{shown}</button></td>;
  return <td className={tone}>{shown}</td>;
}
