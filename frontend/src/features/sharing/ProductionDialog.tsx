import { DatePicker, Input, Modal, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MadeItemsDocument, ProductionOrderCreateDocument, ProductionOrderUpdateDocument, type ProductionRowFragment, type ProductionState } from "@/graphql/sharing/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed, useNow } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { addDays, dayOf, formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { useToast } from "@/ui/toast";
import { parseAmount } from "./stock";

const STATES: ProductionState[] = ["PLANNED", "IN_WORK", "READY"];
type Props = { order: ProductionRowFragment | null; onClose: () => void; onDone: () => void };

/** A new production order, or new values of one; its item stays. */
export function ProductionDialog({ order, onClose, onDone }: Props) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const toast = useToast();
  const today = dayOf(useNow());
  const { data } = useRead(MadeItemsDocument, { first: 100 });
  const [itemId, setItem] = useState(order?.item.id ?? "");
  const [number, setNumber] = useState(order?.number ?? "");
  const [typed, setTyped] = useState(order ? formatQuantity(order.quantity) : "");
  const [state, setState] = useState<ProductionState>(order?.state ?? "PLANNED");
  const [startsOn, setStart] = useState(order?.startsOn ?? today);
  const [readyOn, setReady] = useState(order?.readyOn ?? addDays(today, 5));
  const [orderReference, setReference] = useState(order?.orderReference ?? "");
  const [refused, setRefused] = useState("");
  const [create, creating] = useAct(ProductionOrderCreateDocument, (answer) => answer.productionOrderCreate);
  const [update, updating] = useAct(ProductionOrderUpdateDocument, (answer) => answer.productionOrderUpdate);
  const quantity = parseAmount(typed);
  const known = order ? [order.item] : data?.items.edges.map((edge) => edge.node) ?? [];
  const items = known.map((item) => ({ value: item.id, label: `${item.number} ${named(item.name, item.nameEn)}` }));
  const submit = async () => {
    if (quantity === null) return;
    const wanted = { number, quantity, state, startsOn, readyOn, orderReference };
    const answer = order ? await update({ orderId: order.id, version: order.version, order: wanted }) : await create({ itemId, order: wanted });
    if (!answer.ok) return setRefused(whyNot(answer));
    toast.success(t("production.saved", { number }));
    onDone();
  };
  return (
    <Modal open title={order ? `${t("production.edit")} ${order.number}` : t("production.new")} width={560} onCancel={onClose} okText={t("move.save")} cancelText={t("cancel")} confirmLoading={creating || updating} okButtonProps={{ disabled: !itemId || number.trim() === "" || quantity === null }} onOk={() => void submit()}>
      <div className="col g12">
        {refused && <Banner tone="danger">{refused}</Banner>}
        <div className="form-two">
          <Field label={t("production.number")}>{({ id }) => <Input id={id} value={number} maxLength={40} onChange={(event) => setNumber(event.target.value)} />}</Field>
          <Field label={t("stock.item")}>{({ id }) => <Select id={id} value={itemId || undefined} disabled={order !== null} options={items} showSearch={{ optionFilterProp: "label" }} placeholder={t("move.chooseItem")} onChange={setItem} />}</Field>
          <Field label={t("production.quantity")} refusal={typed && quantity === null ? t("move.notANumber") : undefined}>{({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={typed} onChange={(event) => setTyped(event.target.value)} />}</Field>
          <Field label={t("production.state")}>{({ id }) => <Select id={id} value={state} onChange={setState} options={STATES.map((value) => ({ value, label: t(`production.state.${value}`) }))} />}</Field>
          <Field label={t("production.startsOn")}>{({ id }) => <DatePicker id={id} value={dayjs(startsOn)} allowClear={false} onChange={(value) => value && setStart(value.format("YYYY-MM-DD"))} />}</Field>
          <Field label={t("production.readyOn")}>{({ id }) => <DatePicker id={id} value={dayjs(readyOn)} allowClear={false} onChange={(value) => value && setReady(value.format("YYYY-MM-DD"))} />}</Field>
          <Field label={t("production.orderReference")}>{({ id }) => <Input id={id} value={orderReference} maxLength={40} onChange={(event) => setReference(event.target.value)} />}</Field>
        </div>
      </div>
    </Modal>
  );
}
