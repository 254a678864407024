import { Input, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { BandChoicesDocument, BandCreateDocument, BandSourcesDocument, BandUpdateDocument, type BandKind } from "@/graphql/replenishment/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { parseAmount } from "./bars";
import type { Band } from "./parts";

const KINDS: BandKind[] = ["VMI", "SMI"];
const FIGURES = ["minimum", "maximum", "weeklyDemand", "demandShare"] as const;
type Figures = Record<(typeof FIGURES)[number], string>;

function figuresOf(band: Band | null): Figures {
  const text = (value: string | null | undefined) => (value == null ? "" : formatQuantity(value));
  return { minimum: text(band?.minimum), maximum: text(band?.maximum), weeklyDemand: text(band?.weeklyDemand), demandShare: band ? text(band.demandShare) : "100" };
}

/** A new band, or new figures of one. What it is about never changes. */
export function BandDialog({ band, onClose, onDone }: { band: Band | null; onClose: () => void; onDone: (id: string) => void }) {
  const { t } = useTranslation("replenishment");
  const [place, setPlace] = useState<Place>({ itemId: "", partnershipId: "", siteId: "", kind: "VMI" });
  const [figures, setFigures] = useState(() => figuresOf(band));
  const [note, setNote] = useState(band?.note ?? "");
  const [refused, setRefused] = useState("");
  const [create, creating] = useAct(BandCreateDocument, (answer) => answer.bandCreate);
  const [update, updating] = useAct(BandUpdateDocument, (answer) => answer.bandUpdate);
  const isWrong = (key: keyof Figures) => figures[key] !== "" && parseAmount(figures[key]) === null;
  const isPlaced = band !== null || Boolean(place.itemId && place.partnershipId && place.siteId);
  const isReady = isPlaced && figures.minimum !== "" && figures.maximum !== "" && !FIGURES.some(isWrong);
  const submit = async () => {
    const values = {
      minimum: parseAmount(figures.minimum) ?? "0", maximum: parseAmount(figures.maximum) ?? "0", note,
      weeklyDemand: parseAmount(figures.weeklyDemand), demandShare: parseAmount(figures.demandShare),
    };
    const answer = band ? await update({ bandId: band.id, version: band.version, band: values }) : await create({ ...place, band: values });
    if (answer.ok && answer.payload?.band) onDone(answer.payload.band.id);
    else setRefused(whyNot(answer));
  };
  return (
    <Modal open title={t(band ? "editTitle" : "new")} width={560} onCancel={onClose} okText={t("save")} cancelText={t("cancel")} confirmLoading={creating || updating} okButtonProps={{ disabled: !isReady }} onOk={() => void submit()}>
      <div className="col g12 replenishment">
        {refused && <Banner tone="danger">{refused}</Banner>}
        {!band && <Banner tone="info" icon="eye">{t("sharesStock")}</Banner>}
        <div className="form-two">
          {!band && <PlaceFields place={place} onChange={setPlace} />}
          {FIGURES.map((key) => (
            <Field key={key} label={t(key)} hint={key === "weeklyDemand" || key === "demandShare" ? t(`hint.${key}`) : undefined} refusal={isWrong(key) ? t("notANumber") : undefined}>
              {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={figures[key]} onChange={(event) => setFigures({ ...figures, [key]: event.target.value })} />}
            </Field>
          ))}
          <div className="whole"><Field label={t("note")}>{({ id }) => <Input id={id} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />}</Field></div>
        </div>
      </div>
    </Modal>
  );
}

type Place = { itemId: string; partnershipId: string; siteId: string; kind: BandKind };

function PlaceFields({ place, onChange }: { place: Place; onChange: (place: Place) => void }) {
  const { t } = useTranslation("replenishment");
  const named = useNamed();
  const [seek, setSeek] = useState("");
  const choices = useRead(BandChoicesDocument, { search: seek || null });
  const sources = useRead(BandSourcesDocument, { itemId: place.itemId }, { pause: !place.itemId });
  const items = (choices.data?.items.edges ?? []).map(({ node }) => ({ value: node.id, label: `${node.number} ${named(node.name, node.nameEn)}` }));
  const sites = (choices.data?.sites ?? []).map((site) => ({ value: site.id, label: `${site.code} ${named(site.name, site.nameEn)}` }));
  const approved = place.itemId ? (sources.data?.sourceOptions.edges ?? []).filter(({ node }) => node.isApproved) : [];
  const partners = approved.map(({ node }) => ({ value: node.partnership.id, label: named(node.partnership.partner.shortName, node.partnership.partner.shortNameEn) }));
  return (
    <>
      <Field label={t("item")}>{({ id }) => <Select id={id} value={place.itemId || undefined} showSearch={{ filterOption: false, onSearch: setSeek }} options={items} placeholder={t("chooseItem")} onChange={(itemId) => onChange({ ...place, itemId, partnershipId: "" })} />}</Field>
      <Field label={t("supplier")}>{({ id }) => <Select id={id} value={place.partnershipId || undefined} disabled={!place.itemId} options={partners} placeholder={t("chooseSupplier")} onChange={(partnershipId) => onChange({ ...place, partnershipId })} />}</Field>
      <Field label={t("site")}>{({ id }) => <Select id={id} value={place.siteId || undefined} options={sites} placeholder={t("chooseSite")} onChange={(siteId) => onChange({ ...place, siteId })} />}</Field>
      <Field label={t("kind")} hint={t(`kindHint.${place.kind}`)}>{({ id }) => <Select id={id} value={place.kind} options={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))} onChange={(kind) => onChange({ ...place, kind })} />}</Field>
    </>
  );
}
