import { DatePicker, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SharingGrantSetDocument, SharingPreviewDocument, type Grain, type GrantRowFragment, type SharedField } from "@/graphql/sharing/graphql";
import { useAct, whyNot, type Refused } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { Banner } from "@/ui/layout";
import { ConflictBanner } from "@/ui/page-states";
import { FigureValue } from "./figures";
import type { Item } from "./GrantRow";
import { isNetwork, isOfItems, isStock } from "./grains";
import { NetworkSees } from "./NetworkSees";
import { parseAmount } from "./stock";

type Props = { partnershipId: string; field: SharedField; grain: Grain; grant: GrantRowFragment | null; items: Item[]; onClose: () => void; onDone: () => void };

/** The terms of a grant before it is given: items, purpose, last day, thresholds, and what will be seen. */
export function GrantDialog({ partnershipId, field, grain, grant, items, onClose, onDone }: Props) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const [purpose, setPurpose] = useState(grant?.purpose ?? t("grant.usualPurpose"));
  const [validUntil, setUntil] = useState<string | null>(grant?.validUntil ?? null);
  const [itemIds, setItems] = useState(grant?.items.map((one) => one.item.id) ?? items.map((item) => item.id));
  const [red, setRed] = useState(grant?.items[0]?.redBelow ?? "100");
  const [amber, setAmber] = useState(grant?.items[0]?.amberBelow ?? "500");
  const [refused, setRefused] = useState<{ text: string; first: Refused | undefined } | null>(null);
  const [give, giving] = useAct(SharingGrantSetDocument, (data) => data.sharingGrantSet);
  const ofItems = isOfItems(field);
  const hasLight = isStock(field) && grain === "LIGHT";
  const redBelow = hasLight ? parseAmount(red) : null;
  const amberBelow = hasLight ? parseAmount(amber) : null;
  const terms = { partnershipId, field, grain, itemIds: ofItems ? itemIds : null, redBelow, amberBelow };
  const isReady = purpose.trim() !== "" && (!ofItems || itemIds.length > 0) && (!hasLight || (redBelow !== null && amberBelow !== null));
  const preview = useRead(SharingPreviewDocument, terms, { pause: grain === "PLANNER_ONLY" || isNetwork(field) || !isReady });
  const submit = async () => {
    const answer = await give({ ...terms, purpose, validUntil, version: grant?.version ?? null });
    if (answer.ok) onDone();
    else setRefused({ text: whyNot(answer), first: answer.refused[0] });
  };
  const why = (name: string) => (refused?.first?.field === name ? refused.text : undefined);
  return (
    <Modal open title={t("grant.confirm", { name: t(`field.${field}`), grain: t(`grain.${grain}`) })} width={600} onCancel={onClose} okText={t("grant.share")} cancelText={t("cancel")} confirmLoading={giving} okButtonProps={{ disabled: !isReady }} onOk={() => void submit()}>
      <div className="col g12">
        {refused?.first?.code === "CONFLICT" && <ConflictBanner message={refused.text} onShow={onDone} />}
        {refused && refused.first?.code !== "CONFLICT" && <Banner tone="danger">{refused.text}</Banner>}
        {isNetwork(field) && <p className="f13 t2">{t(`network.means.${field}`)}</p>}
        {!(isNetwork(field) && grain === "EXACT") && <p className="f13 t2">{t(`grain.means.${grain}`)}</p>}
        {ofItems && (
          <Field label={t("grant.items")} refusal={why("itemIds")}>
            {({ id }) => <Select id={id} mode="multiple" value={itemIds} onChange={setItems} maxTagCount="responsive" optionFilterProp="label" options={items.map((item) => ({ value: item.id, label: `${item.number} ${named(item.name, item.nameEn)}` }))} />}
          </Field>
        )}
        <div className="form-two">
          <Field label={t("grant.purpose")} refusal={why("purpose")}>{({ id }) => <Input id={id} value={purpose} maxLength={200} onChange={(event) => setPurpose(event.target.value)} />}</Field>
          <Field label={t("grant.lastDay")} refusal={why("validUntil")} hint={t("grant.lastDayHint")}>{({ id }) => <DatePicker id={id} onChange={(day) => setUntil(day ? day.format("YYYY-MM-DD") : null)} />}</Field>
          {hasLight && <Field label={t("grant.redBelow")} refusal={why("redBelow")}>{({ id }) => <Input id={id} inputMode="decimal" value={red} onChange={(event) => setRed(event.target.value)} />}</Field>}
          {hasLight && <Field label={t("grant.amberBelow")}>{({ id }) => <Input id={id} inputMode="decimal" value={amber} onChange={(event) => setAmber(event.target.value)} />}</Field>}
        </div>
        <b className="f13">{t("sees.title")}</b>
        {isNetwork(field) && <NetworkSees partnershipId={partnershipId} field={field} step={grain} whole />}
        {!isNetwork(field) && (grain === "PLANNER_ONLY"
          ? <span className="f12 t3">{t("sees.PLANNER_ONLY")}</span>
          : (
            <div className="preview-list f13">
              {(preview.data?.sharingPreview ?? []).map((figure) => (
                <div key={`${figure.reference}/${figure.week ?? ""}`} style={{ display: "contents" }}>
                  <span className="ell">{figure.reference} {named(figure.name, figure.nameEn)}{figure.week ? ` · ${figure.week}` : ""}</span>
                  <FigureValue figure={figure} />
                </div>
              ))}
              {preview.data && (preview.data.sharingPreview ?? []).length === 0 && <span className="f12 t3">{t("sees.nothing")}</span>}
            </div>
          ))}
      </div>
    </Modal>
  );
}
