import { Button, Popconfirm } from "antd";
import { useTranslation } from "react-i18next";
import { ForecastOverrideWithdrawDocument } from "@/graphql/planning/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { Chip } from "@/ui/chips";
import { formatQuantity } from "@/ui/format";
import { ScrollRegion } from "@/ui/ScrollRegion";
import { useToast } from "@/ui/toast";
import { weekNumber } from "@/ui/weeks";
import { Formula } from "./Formula";
import type { ComingWeek, Override, Series } from "./weeks";

type Props = { series: Series; weeks: readonly ComingWeek[]; onOverride: (week: string) => void; onChanged: () => void };

/** The weeks to come as figures: what the statistics say, what is ordered, what goes into the plan, and the acts on it. */
export function WeekTable({ series, weeks, onOverride, onChanged }: Props) {
  const { t } = useTranslation("planning");
  const may = useCan("PLAN_WRITE");
  // Of what is reckoned, tenths matter for small quantities alone; what is stated stands as it is.
  const about = (value: number | null) => (value == null ? "—" : formatQuantity(String(value < 20 ? Math.round(value * 10) / 10 : Math.round(value))));
  const exact = (value: number | null) => (value == null ? "—" : formatQuantity(String(value)));
  return (
    <ScrollRegion label={t("series.weeks")}>
      <table className="plan-orders series-weeks">
        <caption>{t("series.unit", { unit: series.item.unitName })}</caption>
        <thead>
          <tr>
            <th scope="col">{t("demand.week")}</th>
            <th scope="col" className="r">P10–P90</th>
            <th scope="col" className="r">P50</th>
            <th scope="col" className="r">{t("week.expected")}</th>
            <th scope="col" className="r">{t("week.ordered")}</th>
            <th scope="col" className="r">{t("week.planned")}</th>
            <th scope="col">{t("week.source")}</th>
            <th scope="col" className="r">{t("week.left")}</th>
            {may && <th scope="col">{t("week.act")}</th>}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week.week}>
              <th scope="row" className="nw">W{String(weekNumber(week.week)).padStart(2, "0")} <span className="t3 f12">{week.week.slice(5)}</span></th>
              <td className="r nw">{week.low == null ? "—" : `${about(week.low)}–${about(week.high)}`}</td>
              <td className="r">{about(week.median)}</td>
              <td className="r">{about(week.expected)}</td>
              <td className="r">{exact(week.ordered)}</td>
              <td className="r b">{exact(week.planned)}</td>
              <td>{week.source && <Source week={week} />}</td>
              <td className="r">{exact(week.left)}</td>
              {may && <td className="nw"><Button size="small" onClick={() => onOverride(week.week)} aria-label={t("override.title", { number: series.item.number, week: weekNumber(week.week) })}>{t("week.override")}</Button>{week.override && <Withdraw override={week.override} onDone={onChanged} />}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="series-notes"><Formula name={t("week.planned")}>{t("week.plannedMeans")}</Formula><Formula name={t("week.left")}>{t("week.leftMeans")}</Formula></div>
    </ScrollRegion>
  );
}

function Source({ week }: { week: ComingWeek }) {
  const { t } = useTranslation("planning");
  const reason = week.override ? ` · ${t(`reason.${week.override.reason}`)}` : "";
  return <Chip tone={week.source === "OVERRIDE" ? "warn" : "neut"}>{t(`origin.${week.source}`)}{reason}</Chip>;
}

function Withdraw({ override, onDone }: { override: Override; onDone: () => void }) {
  const { t } = useTranslation("planning");
  const toast = useToast();
  const [withdraw, busy] = useAct(ForecastOverrideWithdrawDocument, (answer) => answer.forecastOverrideWithdraw);
  const submit = async () => {
    const answer = await withdraw({ overrideId: override.id, version: override.version });
    if (!answer.ok) return toast.error(whyNot(answer));
    onDone();
  };
  return (
    <Popconfirm title={t("override.withdrawSure")} okText={t("override.withdraw")} cancelText={t("cancel")} onConfirm={() => void submit()}>
      <Button size="small" type="text" loading={busy}>{t("override.withdraw")}</Button>
    </Popconfirm>
  );
}
