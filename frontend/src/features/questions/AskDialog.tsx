import { Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { AskableItemsDocument, QuestionAskDocument, type InquiryRowFragment } from "@/graphql/questions/graphql";
import { useAct, whyNot, type Refused } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { formatDay } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { comingWeeks, weekNumber } from "@/ui/weeks";

/** What another page knows of the question already. */
export type Wish = { itemId: string; itemNumber: string; quantity: string; week: string };
type Props = { wish?: Wish; onClose: () => void; onAsked: (inquiry: InquiryRowFragment) => void };

const HOURS = [8, 24, 48, 120, 240];
const QUANTITY = /^\d+([.]\d+)?$/;

/** Item, quantity a week, weeks and deadline: the question as it travels. */
export function AskDialog({ wish, onClose, onAsked }: Props) {
  const { t } = useTranslation("questions");
  const named = useNamed();
  const language = useLanguage();
  const now = useNow();
  const [text, setText] = useState(wish?.itemNumber ?? "");
  const [itemId, setItem] = useState(wish?.itemId);
  const [quantity, setQuantity] = useState(wish?.quantity ?? "");
  const weeksAhead = comingWeeks(now, 27);
  const [firstWeek, setFirst] = useState(weeksAhead.find((week) => week === wish?.week) ?? weeksAhead[1] ?? "");
  const [weeks, setWeeks] = useState(4);
  const [hours, setHours] = useState(48);
  const [refused, setRefused] = useState<{ text: string; first: Refused | undefined } | null>(null);
  const items = useRead(AskableItemsDocument, { search: text || null });
  const [ask, asking] = useAct(QuestionAskDocument, (data) => data.questionAsk);
  const found = items.data?.items.edges.map((edge) => edge.node) ?? [];
  const options = found.map((item) => ({ value: item.id, label: `${item.number} ${named(item.name, item.nameEn)}` }));
  if (wish && wish.itemId === itemId && !found.some((item) => item.id === itemId)) options.unshift({ value: wish.itemId, label: wish.itemNumber });
  const unit = found.find((one) => one.id === itemId)?.unitName ?? "";
  const amount = quantity.trim().replace(/,/g, "");
  const isReady = itemId !== undefined && QUANTITY.test(amount) && Number(amount) > 0;
  const submit = async () => {
    if (!itemId) return;
    const deadline = new Date(now.getTime() + hours * 3_600_000).toISOString();
    const answer = await ask({ itemId, weeklyQuantity: amount, firstWeek, weeks, deadline });
    if (answer.ok && answer.payload?.inquiry) onAsked(answer.payload.inquiry);
    else setRefused({ text: whyNot(answer), first: answer.refused[0] });
  };
  const why = (name: string) => (refused?.first?.field === name ? refused.text : undefined);
  return (
    <Modal open title={t("ask.title")} width={600} onCancel={onClose} okText={t("ask.send")} cancelText={t("cancel")} confirmLoading={asking} okButtonProps={{ disabled: !isReady }} onOk={() => void submit()}>
      <div className="col g12">
        {refused && <Banner tone="danger">{refused.text}</Banner>}
        <p className="f13 t2">{t("ask.explain")}</p>
        <Field label={t("ask.item")} refusal={why("itemId")}>
          {({ id }) => <Select id={id} showSearch={{ filterOption: false, onSearch: setText }} value={itemId} onChange={setItem} placeholder={t("ask.itemHint")} options={options} />}
        </Field>
        <div className="question-form">
          <Field label={unit ? t("ask.quantityIn", { unit }) : t("ask.quantity")} refusal={why("weeklyQuantity")}>{({ id }) => <Input id={id} inputMode="decimal" value={quantity} onChange={(event) => setQuantity(event.target.value)} />}</Field>
          <Field label={t("ask.firstWeek")} refusal={why("firstWeek")}>{({ id }) => <Select id={id} value={firstWeek} onChange={setFirst} options={weeksAhead.map((week) => ({ value: week, label: `W${weekNumber(week)} · ${formatDay(week, language, now)}` }))} />}</Field>
          <Field label={t("ask.weeks")} refusal={why("weeks")}>{({ id }) => <Select id={id} value={weeks} onChange={setWeeks} options={[1, 2, 4, 8, 13, 26].map((count) => ({ value: count, label: t("ask.weekCount", { count }) }))} />}</Field>
          <Field label={t("ask.deadline")} refusal={why("deadline")}>{({ id }) => <Select id={id} value={hours} onChange={setHours} options={HOURS.map((count) => ({ value: count, label: count < 24 ? t("ask.inHours", { count }) : t("ask.inDays", { count: count / 24 }) }))} />}</Field>
        </div>
      </div>
    </Modal>
  );
}
