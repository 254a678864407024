import { Button, Popover, Slider } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ShippingReportProductionDocument, type ScheduleLineAct } from "@/graphql/orders/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Icon } from "@/ui/icons";
import { useToast } from "@/ui/toast";

type ReportProductionProps = {
  line: { id: string; version: number; productionPercent: number | null; allowedActs: ScheduleLineAct[] };
  onReported: () => void;
};

/** How far the goods are made; the buyer sees it on the line. */
export function ReportProduction({ line, onReported }: ReportProductionProps) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const [open, setOpen] = useState(false);
  const [percent, setPercent] = useState(line.productionPercent ?? 0);
  const [report, busy] = useAct(ShippingReportProductionDocument, (data) => data.productionReport);
  if (!line.allowedActs.includes("REPORT_PRODUCTION")) {
    return line.productionPercent === null ? null : <span className="f12 t3">{t("ship.made", { percent: line.productionPercent })}</span>;
  }
  const send = async () => {
    const answer = await report({ scheduleLineId: line.id, version: line.version, percent });
    if (answer.ok) {
      setOpen(false);
      message.success(t("ship.reported", { percent }));
    } else {
      message.error(whyNot(answer));
    }
    onReported();
  };
  return (
    <Popover
      trigger="click" open={open} onOpenChange={setOpen} placement="bottomRight"
      content={
        <div style={{ width: 240 }}>
          <div className="b f13">{t("ship.madeHow", { percent })}</div>
          <Slider min={0} max={100} step={5} value={percent} onChange={setPercent} ariaLabelForHandle={t("ship.report")} />
          <Button type="primary" block loading={busy} onClick={() => void send()}>{t("ship.reportSend", { percent })}</Button>
        </div>
      }
    >
      <Button size="small" icon={<Icon name="factory" size="s" />}>
        {line.productionPercent === null ? t("ship.report") : t("ship.made", { percent: line.productionPercent })}
      </Button>
    </Popover>
  );
}
