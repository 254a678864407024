import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BandStatesDocument, ReplenishmentBandsDocument, type BandState, type ReplenishmentBandFilter } from "@/graphql/replenishment/graphql";
import { useExport } from "@/lists/useExport";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useListAddress } from "@/lists/useListAddress";
import { usePages } from "@/live/usePages";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Segments } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { PageHead, Panel } from "@/ui/layout";
import { LinkButton } from "@/ui/LinkButton";
import { EmptyFilter, EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { usePhone } from "@/ui/phone";
import { SearchField } from "@/ui/SearchField";
import { BandDialog } from "./BandDialog";
import { BandDrawer } from "./BandDrawer";
import { BandCards, BandTable } from "./BandList";
import { BringDialog } from "./BringDialog";
import type { Band } from "./parts";
import { BarPatterns } from "./WeekBars";
import "./replenishment.css";

const STATES = ["ALL", "OUT", "BELOW_MINIMUM", "ON_TRACK", "ABOVE_MAXIMUM", "NO_DATA"] as const;
const MOVING = ["orders.band.", "orders.purchase_order.", "orders.schedule_line.", "orders.asn.", "orders.goods_receipt.", "orders.forecast.published"];

/** The state of the page stands in its address: state, search, and the band looked at. */
function useAddress() {
  const { search, set, clear } = useListAddress();
  const state = STATES.find((one) => one === search.get("state")) ?? "ALL";
  return { state, text: search.get("q") ?? "", shown: search.get("band"), set, clear };
}

/** Min–max bands with thirteen projected weeks; the supplier brings goods where it looks. */
export default function ReplenishmentPage() {
  const { t } = useTranslation("replenishment");
  const phone = usePhone();
  const { state, text, shown, set, clear } = useAddress();
  const filter: ReplenishmentBandFilter = { states: state === "ALL" ? null : [state], search: text || null };
  const pages = usePages(ReplenishmentBandsDocument, { filter, first: 50 }, (data) => data.replenishmentBands);
  const counts = useRead(BandStatesDocument, { filter });
  const reload = () => { pages.reload(); counts.reload(); };
  useLiveRefresh(reload, (change) => MOVING.some((type) => change.type.startsWith(type)));
  const [bringing, setBringing] = useState<Band | null>(null);
  const [editing, setEditing] = useState<Band | "new" | null>(null);
  const total = pages.head?.replenishmentBands.totalCount;
  const countOf = (one: BandState | "ALL") => counts.data?.bandStateCounts.filter((each) => one === "ALL" || each.state === one).reduce((sum, each) => sum + each.count, 0);
  const filters = (state === "ALL" ? 0 : 1) + (text ? 1 : 0);
  return (
    <div className="replenishment">
      <BarPatterns />
      <PageHead title={t("title")} hint={total === undefined ? undefined : t("count", { count: total })} acts={<Acts filter={filter} total={total} onNew={() => setEditing("new")} />} />
      <Panel bare>
        <div className="list-tools">
          <Segments label={t("only")} value={state} onChange={(next) => set("state", next === "ALL" ? "" : next)} choices={STATES.map((key) => ({ key, label: t(`state.${key}`), count: countOf(key) }))} />
          <span className="grow" />
          <SearchField label={t("search")} value={text} onSearch={(value) => set("q", value)} />
        </div>
        {pages.loading && <Skeleton rows={8} height={64} what={t("title")} />}
        {pages.failure && <ErrorState what={t("title")} failure={pages.failure} onRetry={pages.reload} />}
        {pages.head && pages.rows.length === 0 && (filters > 0
          ? <EmptyFilter filters={filters} onClear={clear} />
          : <EmptyState icon="box" title={t("empty")}>{t("emptyText")}</EmptyState>)}
        {pages.rows.length > 0 && (phone
          ? <BandCards bands={pages.rows} onOpen={(band) => set("band", band.id)} onBring={setBringing} />
          : <BandTable bands={pages.rows} shown={shown} onOpen={(band) => set("band", band.id)} onBring={setBringing} />)}
        {pages.hasMore && <div className="panel-foot"><Button loading={pages.loadingMore} onClick={pages.more}>{t("more")}</Button></div>}
      </Panel>
      <BandDrawer id={shown} onClose={() => set("band", "")} onBring={setBringing} onEdit={setEditing} onEnded={() => { set("band", ""); reload(); }} />
      {bringing && <BringDialog band={bringing} onClose={() => setBringing(null)} onDone={() => { setBringing(null); reload(); }} />}
      {editing && <BandDialog band={editing === "new" ? null : editing} onClose={() => setEditing(null)} onDone={(id) => { setEditing(null); reload(); set("band", id); }} />}
    </div>
  );
}

function Acts({ filter, total, onNew }: { filter: ReplenishmentBandFilter; total: number | undefined; onNew: () => void }) {
  const { t } = useTranslation("replenishment");
  const exporting = useExport("REPLENISHMENT_BANDS");
  const mayExport = useCan("EXPORT_RUN");
  const mayImport = useCan("IMPORT_RUN");
  const mayWrite = useCan("REPLENISHMENT_WRITE");
  return (
    <div className="row g8 wrap">
      {mayExport && <Button icon={<Icon name="download" />} disabled={!total} loading={exporting.percent !== null} onClick={() => exporting.start({ filter })}>{t("export")}</Button>}
      {mayWrite && mayImport && <LinkButton to="/imports?kind=orders.bands" icon={<Icon name="upload" />}>{t("import")}</LinkButton>}
      {mayWrite && <Button type="primary" icon={<Icon name="plus" />} onClick={onNew}>{t("new")}</Button>}
    </div>
  );
}
