import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanningItemsDocument, type PlanningItemsQuery } from "@/graphql/planning/graphql";
import { useExport } from "@/lists/useExport";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { Segments } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { SearchField } from "@/ui/SearchField";
import { MoneyText, Quantity } from "@/ui/values";
import { PolicyPanel } from "./PolicyPanel";
import { TermsDialog } from "./TermsDialog";
import "./planning.css";

export type PlannedItem = PlanningItemsQuery["planningItems"]["edges"][number]["node"];
const SHOWN = ["wanted", "made", "bought", "all"] as const;
const FILTERS = { wanted: { isWanted: true }, made: { kinds: ["MAKE" as const] }, bought: { kinds: ["BUY" as const] }, all: {} };

/** What plans are made with beside the master data: the enterprise's rates, and what each item is worth. */
export default function TermsPage() {
  const { t } = useTranslation("planning");
  const { search, set } = useListAddress();
  const may = useCan("PLAN_WRITE");
  const [open, setOpen] = useState<PlannedItem | null>(null);
  const text = search.get("q") ?? "";
  const shown = SHOWN.find((one) => one === search.get("only")) ?? "wanted";
  const filter = { ...FILTERS[shown], search: text || null };
  const pages = usePages(PlanningItemsDocument, { filter, first: 100 }, (data) => data.planningItems);
  const crumb = <LinkButton to="/planning" type="link" icon={<Icon name="back" />}>{t("title")}</LinkButton>;
  return (
    <div className="planning">
      <PageHead crumb={crumb} title={t("terms.title")} hint={t("terms.hint")} acts={<Acts filter={filter} />} />
      <PolicyPanel />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("board.only")} value={shown} onChange={(next) => set("only", next === "wanted" ? "" : next)} choices={SHOWN.map((key) => ({ key, label: t(`terms.${key}`) }))} />
          <span className="grow" />
          <SearchField label={t("board.search")} value={text} onSearch={(value) => set("q", value)} />
        </div>
        {pages.loading && <Skeleton rows={8} height={36} what={t("terms.title")} />}
        {pages.failure && <ErrorState what={t("terms.title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && <EmptyState icon="table" title={t("terms.none")}>{t("terms.noneText")}</EmptyState>}
        {pages.rows.length > 0 && <List items={pages.rows} onOpen={may ? setOpen : undefined} />}
        {pages.hasMore && <div className="panel-foot"><Button loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
      </Panel>
      {open && <TermsDialog planned={open} onClose={() => setOpen(null)} onDone={() => { setOpen(null); pages.reload(); }} />}
    </div>
  );
}

function Acts({ filter }: { filter: object }) {
  const { t } = useTranslation("planning");
  const exporting = useExport("PLANNING_ITEM");
  const mayWrite = useCan("PLAN_WRITE");
  const mayExport = useCan("EXPORT_RUN");
  return (
    <div className="row g8 wrap">
      {mayExport && <Button icon={<Icon name="download" />} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>{t("export")}</Button>}
      {mayWrite && <LinkButton to="/imports?kind=optimizer.planning_item" icon={<Icon name="upload" />}>{t("demand.import")}</LinkButton>}
    </div>
  );
}

function List({ items, onOpen }: { items: readonly PlannedItem[]; onOpen?: (item: PlannedItem) => void }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  return (
    <ScrollRegion label={t("terms.title")}>
      <table className="plan-orders">
        <thead>
          <tr>
            <th scope="col">{t("board.item")}</th><th scope="col" className="r">{t("terms.safetyStock")}</th><th scope="col" className="r">{t("terms.margin")}</th>
            <th scope="col" className="r">{t("terms.productionCost")}</th>{onOpen && <th scope="col" aria-label={t("terms.edit")} />}
          </tr>
        </thead>
        <tbody>
          {items.map((planned) => (
            <tr key={planned.id}>
              <td><b>{named(planned.item.name, planned.item.nameEn)}</b><div className="f12 t3"><span className="mono">{planned.item.number}</span>{planned.terms.version === 0 && <> · {t("terms.unset")}</>}</div></td>
              <td className="r"><Quantity value={planned.terms.safetyStock} unit={planned.item.unitName} /></td>
              <td className="r"><MoneyText value={planned.terms.margin} currency="CNY" /></td>
              <td className="r">{planned.item.kind === "MAKE" ? <MoneyText value={planned.terms.productionCost} currency="CNY" /> : <span className="t3">{t("terms.isBought")}</span>}</td>
              {onOpen && <td className="r"><Button size="small" icon={<Icon name="pen" />} aria-label={t("terms.editItem", { item: planned.item.number })} onClick={() => onOpen(planned)}>{t("terms.edit")}</Button></td>}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
