import { Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { StockChoicesDocument, StockCountDocument, StockMoveDocument, type MovementKind, type StockRowFragment, type StockStatus } from "@/graphql/sharing/graphql";
import { useAct, whyNot, type Refused } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { Banner } from "@/ui/layout";
import { useToast } from "@/ui/toast";
import { parseAmount, startsOf } from "./stock";

const KINDS: MovementKind[] = ["RECEIPT", "ISSUE", "CONSUMPTION", "TRANSFER", "COUNT", "BLOCK", "RELEASE"];
type Props = { position: StockRowFragment | null; onClose: () => void; onDone: () => void };

/** One act on stock; begun from a row it knows place, item and lot already. */
export function MoveDialog({ position, onClose, onDone }: Props) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const toast = useToast();
  const [kind, setKind] = useState<MovementKind>(position ? "COUNT" : "RECEIPT");
  const [siteId, setSite] = useState(position?.site.id ?? "");
  const [itemId, setItem] = useState(position?.item.id ?? "");
  const [toSiteId, setToSite] = useState("");
  const [lotNumber, setLot] = useState(position?.lotNumber ?? "");
  const [status, setStatus] = useState<StockStatus>(position?.stockStatus ?? "UNRESTRICTED");
  const [typed, setTyped] = useState("");
  const [seek, setSeek] = useState("");
  const [refused, setRefused] = useState<{ text: string; first: Refused | undefined } | null>(null);
  const { data } = useRead(StockChoicesDocument, { search: seek || null });
  const [move, moving] = useAct(StockMoveDocument, (answer) => answer.stockMove);
  const [count, counting] = useAct(StockCountDocument, (answer) => answer.stockCount);
  const quantity = parseAmount(typed);
  const starts = startsOf(kind);
  const from = starts.includes(status) ? status : starts[0] ?? "UNRESTRICTED";
  const sites = (data?.sites ?? []).map((site) => ({ value: site.id, label: `${site.code} ${named(site.name, site.nameEn)}` }));
  const found = (data?.items.edges ?? []).map(({ node }) => ({ value: node.id, label: `${node.number} ${named(node.name, node.nameEn)}` }));
  const items = position ? [{ value: position.item.id, label: `${position.item.number} ${named(position.item.name, position.item.nameEn)}` }] : found;
  const ready = siteId && itemId && quantity !== null && (kind !== "TRANSFER" || toSiteId);
  const submit = async () => {
    if (quantity === null) return;
    const answer = kind === "COUNT"
      ? await count({ counts: [{ siteId, itemId, quantity, lotNumber, stockStatus: from }] })
      : await move({ kind, siteId, itemId, quantity, lotNumber, stockStatus: from, toSiteId: kind === "TRANSFER" ? toSiteId : null });
    if (answer.ok) {
      toast.success(t("move.done", { kind: t(`movement.${kind}`) }));
      onDone();
    } else setRefused({ text: whyNot(answer), first: answer.refused[0] });
  };
  return (
    <Modal open title={t("move.title")} width={560} onCancel={onClose} okText={t("move.save")} cancelText={t("cancel")} confirmLoading={moving || counting} okButtonProps={{ disabled: !ready }} onOk={() => void submit()}>
      <div className="col g12">
        {refused && <Banner tone="danger">{refused.text}</Banner>}
        <div className="form-two">
          <Field label={t("move.kind")} hint={t(`move.hint.${kind}`)}>
            {({ id }) => <Select id={id} value={kind} onChange={setKind} options={KINDS.map((value) => ({ value, label: t(`movement.${value}`) }))} />}
          </Field>
          <Field label={t("stock.status")}>
            {({ id }) => <Select id={id} value={from} onChange={setStatus} options={starts.map((value) => ({ value, label: t(`status.${value}`) }))} />}
          </Field>
          <Field label={t("stock.item")}>
            {({ id }) => <Select id={id} value={itemId || undefined} onChange={setItem} disabled={position !== null} showSearch filterOption={false} onSearch={setSeek} options={items} placeholder={t("move.chooseItem")} />}
          </Field>
          <Field label={t("stock.lot")}>
            {({ id }) => <Input id={id} value={lotNumber} onChange={(event) => setLot(event.target.value)} maxLength={40} />}
          </Field>
          <Field label={t(kind === "TRANSFER" ? "move.from" : "stock.site")}>
            {({ id }) => <Select id={id} value={siteId || undefined} onChange={setSite} options={sites} placeholder={t("move.chooseSite")} />}
          </Field>
          {kind === "TRANSFER" && (
            <Field label={t("move.to")}>
              {({ id }) => <Select id={id} value={toSiteId || undefined} onChange={setToSite} options={sites.filter((site) => site.value !== siteId)} placeholder={t("move.chooseSite")} />}
            </Field>
          )}
          <Field label={t(kind === "COUNT" ? "move.counted" : "stock.quantity")} refusal={typed && quantity === null ? t("move.notANumber") : refused?.first?.field === "quantity" ? refused.text : undefined}>
            {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={typed} suffix={position?.unitName} onChange={(event) => { setTyped(event.target.value); setRefused(null); }} onPressEnter={() => void (ready && submit())} />}
          </Field>
        </div>
      </div>
    </Modal>
  );
}
