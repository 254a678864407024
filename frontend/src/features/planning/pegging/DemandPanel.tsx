import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { DemandPegsDocument } from "@/graphql/planning/graphql";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Panel } from "@/ui/layout";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { weekNumber } from "@/ui/weeks";
import { KindChip, OrderLink, Share, Slack, WeekText, type Peg } from "./parts";

type Props = { runId: string; demand: string; onSource: (key: string) => void };

/** All that one demand rests on: what is uncovered or late first. */
export function DemandPanel({ runId, demand, onSource }: Props) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  const { data, failure, loading, reload } = useRead(DemandPegsDocument, { runId, demandKey: demand });
  const found = data?.demandPegs;
  const title = found ? t("peg.demandTitle", { item: named(found.demand.item.name, found.demand.item.nameEn), week: weekNumber(found.demand.week), quantity: formatQuantity(found.demand.quantity), unit: found.demand.item.unitName }) : t("peg.title");
  return (
    <Panel bare title={title} hint={found && <Slack weeks={found.demand.slackWeeks} />}>
      {loading && <Skeleton rows={6} height={36} what={t("peg.title")} />}
      {failure && <ErrorState what={t("peg.title")} failure={failure} onRetry={reload} />}
      {data && !found && <MissingState />}
      {found && <Pegs pegs={found.pegs} onSource={onSource} />}
      <p className="f12 t3 peg-note">{t("peg.meaning")}</p>
    </Panel>
  );
}

function Pegs({ pegs, onSource }: { pegs: readonly Peg[]; onSource: (key: string) => void }) {
  const { t } = useTranslation("planning");
  const named = useNamed();
  return (
    <ScrollRegion label={t("peg.title")}>
      <table className="plan-orders peg-table">
        <thead>
          <tr>
            <th scope="col">{t("board.item")}</th><th scope="col">{t("peg.kind")}</th><th scope="col" className="r">{t("orders.quantity")}</th>
            <th scope="col">{t("peg.needed")}</th><th scope="col">{t("peg.comes")}</th><th scope="col">{t("peg.slack")}</th><th scope="col">{t("orders.draft")}</th>
          </tr>
        </thead>
        <tbody>
          {pegs.map((peg) => (
            <tr key={`${peg.item.id} ${peg.kind} ${peg.neededWeek} ${peg.source?.key ?? ""}`}>
              <th scope="row"><b>{named(peg.item.name, peg.item.nameEn)}</b><div className="f12 t3 mono">{peg.item.number}</div></th>
              <td><KindChip kind={peg.kind} /></td>
              <td className="r"><Share quantity={peg.quantity} unit={peg.item.unitName} /></td>
              <td><WeekText monday={peg.neededWeek} /></td>
              <td><WeekText monday={peg.week} /></td>
              <td><Slack weeks={peg.slackWeeks} uncovered={peg.kind === "UNCOVERED"} /></td>
              <td className="nw"><OrderLink source={peg.source} />{peg.source && <Button size="small" type="text" onClick={() => onSource(peg.source?.key ?? "")}>{t("peg.back")}</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
