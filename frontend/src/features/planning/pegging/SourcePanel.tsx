import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { SourcePegsDocument } from "@/graphql/planning/graphql";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Panel } from "@/ui/layout";
import { EmptyState, ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { KindChip, OrderLink, Share, Slack, WeekText, type Served, type Source } from "./parts";

type Props = { runId: string; source: string; onDemand: (key: string) => void };

/** The demands one order line, or a stock, serves. */
export function SourcePanel({ runId, source, onDemand }: Props) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const { data, failure, loading, reload } = useRead(SourcePegsDocument, { runId, sourceKey: source });
  const found = data?.sourcePegs;
  const title = found ? t("peg.sourceTitle", { item: named(found.source.item.name, found.source.item.nameEn), quantity: formatQuantity(found.source.quantity), unit: found.source.item.unitName }) : t("peg.back");
  return (
    <Panel bare title={title} hint={found && <KindChip kind={found.source.kind} />} extra={found && <OrderLink source={found.source} />}>
      {loading && <Skeleton rows={4} height={36} what={t("peg.back")} />}
      {failure && <ErrorState what={t("peg.back")} failure={failure} onRetry={reload} />}
      {data && !found && <MissingState />}
      {found && found.serves.length === 0 && <EmptyState icon="check" title={t("peg.free")}>{t("peg.freeText")}</EmptyState>}
      {found && found.serves.length > 0 && <Serves source={found.source} serves={found.serves} onDemand={onDemand} />}
    </Panel>
  );
}

function Serves({ source, serves, onDemand }: { source: Source; serves: readonly Served[]; onDemand: (key: string) => void }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  return (
    <>
      <ScrollRegion label={t("peg.back")}>
        <table className="plan-orders peg-table">
          <thead><tr><th scope="col">{t("peg.demand")}</th><th scope="col">{t("demand.week")}</th><th scope="col" className="r">{t("peg.takes", { unit: source.item.unitName })}</th><th scope="col">{t("peg.slack")}</th></tr></thead>
          <tbody>
            {serves.map((one) => (
              <tr key={one.demand.key}>
                <th scope="row"><Button type="link" size="small" onClick={() => onDemand(one.demand.key)}>{named(one.demand.item.name, one.demand.item.nameEn)}</Button><div className="f12 t3">{t("demand.priority", { priority: one.demand.priority })}</div></th>
                <td><WeekText monday={one.demand.week} /></td>
                <td className="r"><Share quantity={one.quantity} /></td>
                <td><Slack weeks={one.demand.slackWeeks} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {Number(source.freeQuantity) > 0 && <p className="f12 t3 peg-note">{t("peg.rest", { quantity: formatQuantity(String(Math.round(Number(source.freeQuantity) * 10) / 10)), unit: source.item.unitName })}</p>}
    </>
  );
}
