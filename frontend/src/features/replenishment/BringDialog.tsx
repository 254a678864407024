import { DatePicker, Input, Modal } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ReplenishmentStartDocument } from "@/graphql/replenishment/graphql";
import { useAct, whyNot, type Refused } from "@/session/useAct";
import { useNamed, useNow } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { addDays, dayOf, formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { useToast } from "@/ui/toast";
import { parseAmount } from "./bars";
import { MinMax, StockNow, type Band } from "./parts";
import { WeekBars } from "./WeekBars";

/** Bring goods under a band: quantity and day; it becomes a confirmed order at once. */
export function BringDialog({ band, onClose, onDone }: { band: Band; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation("replenishment");
  const named = useNamed();
  const toast = useToast();
  const { proposedDay, proposedQuantity, weeks } = band.outlook;
  const today = dayOf(useNow());
  const [day, setDay] = useState(proposedDay ?? addDays(today, band.leadTimeDays));
  const [typed, setTyped] = useState(proposedQuantity && Number(proposedQuantity) > 0 ? formatQuantity(proposedQuantity) : "");
  const [refused, setRefused] = useState<{ text: string; first: Refused | undefined } | null>(null);
  const [start, starting] = useAct(ReplenishmentStartDocument, (answer) => answer.replenishmentStart);
  const quantity = parseAmount(typed);
  const last = addDays(weeks.at(-1)?.week ?? today, 6);
  const submit = async () => {
    if (quantity === null) return;
    const answer = await start({ bandId: band.id, version: band.version, quantity, day });
    if (answer.ok) {
      toast.success(t("brought", { number: answer.payload?.order?.number ?? "" }));
      onDone();
    } else setRefused({ text: whyNot(answer), first: answer.refused[0] });
  };
  const most = refused?.first?.allowed?.[0];
  return (
    <Modal open title={t("bringTitle", { item: named(band.itemName, band.itemNameEn) })} width={520} onCancel={onClose} okText={t("bringAct")} cancelText={t("cancel")} confirmLoading={starting} okButtonProps={{ disabled: quantity === null || Number(quantity) === 0 }} onOk={() => void submit()}>
      <div className="col g12 replenishment">
        {refused && <Banner tone="danger">{refused.text}{most && <> <button type="button" className="plain b" onClick={() => { setTyped(most); setRefused(null); }}>{t("useMost", { quantity: formatQuantity(most) })}</button></>}</Banner>}
        <div className="row g12 wrap f13"><span>{t("stock")} <StockNow band={band} /></span><span className="t2">{t("minMax")} <MinMax band={band} /></span></div>
        <WeekBars band={band} width={300} height={64} />
        <div className="form-two">
          <Field label={t("quantity", { unit: band.unitName })} hint={t("lotTerms", { moq: formatQuantity(band.minimumOrderQuantity), multiple: formatQuantity(band.orderMultiple), days: band.leadTimeDays })} refusal={typed && quantity === null ? t("notANumber") : undefined}>
            {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={typed} onChange={(event) => { setTyped(event.target.value); setRefused(null); }} />}
          </Field>
          <Field label={t("day")} hint={t("dayHint")}>
            {({ id }) => <DatePicker id={id} value={dayjs(day)} allowClear={false} disabledDate={(one) => one.format("YYYY-MM-DD") < today || one.format("YYYY-MM-DD") > last} onChange={(value) => { if (value) setDay(value.format("YYYY-MM-DD")); setRefused(null); }} />}
          </Field>
        </div>
        <p className="f12 t2">{t(`bringMeans.${band.kind}`)}</p>
      </div>
    </Modal>
  );
}
