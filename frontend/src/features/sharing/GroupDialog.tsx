import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CapacityGroupSaveDocument, MadeItemsDocument, type CapacityGroupsQuery, type GroupRowFragment } from "@/graphql/sharing/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { Icon } from "@/ui/icons";
import { Banner } from "@/ui/layout";
import { parseAmount } from "./stock";

type Props = { group: GroupRowFragment | null; sites: CapacityGroupsQuery["sites"]; onClose: () => void; onSaved: (id: string) => void };

/** A capacity group and how much of it each item takes. */
export function GroupDialog({ group, sites, onClose, onSaved }: Props) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const { data } = useRead(MadeItemsDocument, { first: 100 });
  const [code, setCode] = useState(group?.code ?? "");
  const [name, setName] = useState(group?.name ?? "");
  const [nameEn, setNameEn] = useState(group?.nameEn ?? "");
  const [unit, setUnit] = useState(group?.unit ?? "HUR");
  const [siteId, setSite] = useState(group?.site.id ?? sites[0]?.id ?? "");
  const [usages, setUsages] = useState(group?.usages.map((one) => ({ itemId: one.item.id, perPiece: one.perPiece })) ?? []);
  const [refused, setRefused] = useState("");
  const [save, saving] = useAct(CapacityGroupSaveDocument, (answer) => answer.capacityGroupSave);
  const isReady = code.trim() !== "" && name.trim() !== "" && siteId !== "" && usages.every((one) => one.itemId && parseAmount(one.perPiece) !== null);
  const known = [...(data?.items.edges.map((edge) => edge.node) ?? []), ...(group?.usages.map((one) => one.item) ?? [])];
  const items = [...new Map(known.map((item) => [item.id, { value: item.id, label: `${item.number} ${named(item.name, item.nameEn)}` }])).values()];
  const change = (index: number, part: Partial<(typeof usages)[number]>) => setUsages(usages.map((one, at) => (at === index ? { ...one, ...part } : one)));
  const submit = async () => {
    const wanted = { code, name, nameEn, unit, siteId, usages: usages.map((one) => ({ itemId: one.itemId, perPiece: parseAmount(one.perPiece) ?? "0" })) };
    const answer = await save({ groupId: group?.id ?? null, version: group?.version ?? null, group: wanted });
    if (answer.ok && answer.payload?.group) onSaved(answer.payload.group.id);
    else setRefused(whyNot(answer));
  };
  return (
    <Modal open title={t(group ? "capacity.editGroup" : "capacity.newGroup")} width={600} onCancel={onClose} okText={t("capacity.save")} cancelText={t("cancel")} confirmLoading={saving} okButtonProps={{ disabled: !isReady }} onOk={() => void submit()}>
      <div className="col g12">
        {refused && <Banner tone="danger">{refused}</Banner>}
        <div className="form-two">
          <Field label={t("capacity.code")}>{({ id }) => <Input id={id} value={code} maxLength={40} onChange={(event) => setCode(event.target.value)} />}</Field>
          <Field label={t("stock.site")}>{({ id }) => <Select id={id} value={siteId || undefined} onChange={setSite} options={sites.map((site) => ({ value: site.id, label: `${site.code} ${named(site.name, site.nameEn)}` }))} />}</Field>
          <Field label={t("partner.name")}>{({ id }) => <Input id={id} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />}</Field>
          <Field label={t("capacity.nameEn")}>{({ id }) => <Input id={id} value={nameEn} maxLength={120} onChange={(event) => setNameEn(event.target.value)} />}</Field>
          <Field label={t("capacity.unit")}>{({ id }) => <Select id={id} value={unit} onChange={setUnit} options={["HUR", "H87", "SET"].map((value) => ({ value, label: t(`capacity.units.${value}`) }))} />}</Field>
        </div>
        <b className="f13">{t("capacity.usages")}</b>
        {usages.map((usage, index) => (
          <div key={index} className="row g8">
            <Select className="grow" aria-label={t("stock.item")} value={usage.itemId || undefined} options={items} onChange={(itemId) => change(index, { itemId })} />
            <Input style={{ width: 140 }} aria-label={t("capacity.perPiece")} inputMode="decimal" value={usage.perPiece} placeholder={t("capacity.perPiece")} status={parseAmount(usage.perPiece) === null ? "error" : undefined} onChange={(event) => change(index, { perPiece: event.target.value })} />
            <Button aria-label={t("capacity.removeUsage")} icon={<Icon name="bin" />} onClick={() => setUsages(usages.filter((_, at) => at !== index))} />
          </div>
        ))}
        <Button icon={<Icon name="plus" />} onClick={() => setUsages([...usages, { itemId: "", perPiece: "1" }])}>{t("capacity.addUsage")}</Button>
      </div>
    </Modal>
  );
}
