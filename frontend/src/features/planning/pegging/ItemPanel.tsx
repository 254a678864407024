import { useTranslation } from "react-i18next";
import { PeggedItemDocument } from "@/graphql/planning/graphql";
import { useRead } from "@/session/useRead";
import { formatQuantity } from "@/ui/format";
import { Panel } from "@/ui/layout";
import { EmptyState, ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { KindChip, Slack, WeekText, type Demand, type Source } from "./parts";

type Props = { runId: string; itemId: string; demand: string | null; source: string | null; onDemand: (key: string) => void; onSource: (key: string) => void };

/** What is wanted of an item and what there is and comes of it; each opens to what it is pegged to. */
export function ItemPanel({ runId, itemId, demand, source, onDemand, onSource }: Props) {
  const { t } = useTranslation("planning");
  const { data, failure, loading, reload } = useRead(PeggedItemDocument, { runId, itemId });
  const found = data?.peggedItem;
  return (
    <>
      {loading && <Panel><Skeleton rows={6} height={36} what={t("peg.title")} /></Panel>}
      {failure && <Panel><ErrorState what={t("peg.title")} failure={failure} onRetry={reload} /></Panel>}
      {data && !found && <Panel><MissingState /></Panel>}
      {found && found.demands.length > 0 && <Panel bare title={t("peg.demands")} hint={found.item.unitName}><Demands rows={found.demands} chosen={demand} onOpen={onDemand} /></Panel>}
      {found && found.sources.length > 0 && <Panel bare title={t("peg.sources")} hint={found.item.unitName}><Sources rows={found.sources} chosen={source} onOpen={onSource} /></Panel>}
      {found && found.demands.length + found.sources.length === 0 && <Panel><EmptyState icon="paper" title={t("peg.nothing")}>{t("peg.nothingText")}</EmptyState></Panel>}
    </>
  );
}

function Demands({ rows, chosen, onOpen }: { rows: readonly Demand[]; chosen: string | null; onOpen: (key: string) => void }) {
  const { t } = useTranslation("planning");
  return (
    <ul className="peg-list">
      {rows.map((row) => (
        <li key={row.key}>
          <button type="button" aria-pressed={row.key === chosen} onClick={() => onOpen(row.key)}>
            <WeekText monday={row.week} /><span className="t3 f12">{t("demand.priority", { priority: row.priority })}</span><span className="grow" />
            <b>{formatQuantity(row.quantity)}</b><Slack weeks={row.slackWeeks} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Sources({ rows, chosen, onOpen }: { rows: readonly Source[]; chosen: string | null; onOpen: (key: string) => void }) {
  return (
    <ul className="peg-list">
      {rows.map((row) => (
        <li key={row.key}>
          <button type="button" aria-pressed={row.key === chosen} onClick={() => onOpen(row.key)}>
            <WeekText monday={row.week} /><KindChip kind={row.kind} /><span className="mono f12 t3">{row.orderNumber}</span><span className="grow" />
            <b>{formatQuantity(row.quantity)}</b>
          </button>
        </li>
      ))}
    </ul>
  );
}
