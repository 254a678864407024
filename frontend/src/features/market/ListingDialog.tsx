import { Checkbox, DatePicker, Input, Modal, Select } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ListingChoicesDocument, MarketListingSaveDocument, type Certificate, type ListingRowFragment, type ListingSide, type MarketKind, type MarketListingInput } from "@/graphql/market/graphql";
import { useAct, whyNot, type Refused } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Field } from "@/ui/Field";
import { Banner } from "@/ui/layout";
import { ConflictBanner } from "@/ui/page-states";
import { parsePrice, parseWhole, SUBJECTS } from "./looks";

const CERTIFICATES: Certificate[] = ["ISO9001", "IATF16949", "ISO14001", "ISO45001", "AS9100", "CQI9", "CQI11"];
const UNITS = ["H87", "KGM", "HUR", "SET", "MTR"];
type Props = { side: ListingSide; listing: ListingRowFragment | null; distances: number[]; onClose: () => void; onDone: (side: ListingSide) => void };
type Numbers = "quantityLow" | "quantityHigh" | "priceLimit" | "transportRate";
type Draft = Omit<MarketListingInput, Numbers | "itemId" | "siteId" | "excludedIds"> & { itemId: string | null; siteId: string; excludedIds: string[] };
type Typed = { low: string; high: string; price: string; rate: string };

function typedOf(listing: ListingRowFragment | null): Typed {
  return { low: String(listing?.quantityLow ?? ""), high: String(listing?.quantityHigh ?? ""), price: listing?.priceLimit ?? "", rate: listing?.transportRate ?? "0" };
}

function draftOf(side: ListingSide, listing: ListingRowFragment | null): Draft {
  const next = dayjs().add(1, "week").format("YYYY-MM-DD");
  return {
    side, kind: listing?.kind ?? "CAPACITY", subject: listing?.subject ?? "MACHINING", grade: listing?.grade ?? "", itemId: listing?.item?.id ?? null,
    siteId: listing?.site.id ?? "", firstWeek: listing?.firstWeek ?? next, lastWeek: listing?.lastWeek ?? dayjs().add(4, "week").format("YYYY-MM-DD"),
    unit: listing?.unit ?? "H87", toleranceGrade: listing?.toleranceGrade ?? null, certificates: listing?.certificates ?? [],
    farthest: listing?.farthest ?? (side === "NEED" ? 200 : null), excludedIds: listing?.excludedIds ?? [], note: listing?.note ?? "",
  };
}

/** An offer or a need with its ranges; only the matcher reads them beside us. */
export function ListingDialog({ side, listing, distances, onClose, onDone }: Props) {
  const { t } = useTranslation("market");
  const named = useNamed();
  const [draft, setDraft] = useState(() => draftOf(side, listing));
  const [typed, setTyped] = useState(() => typedOf(listing));
  const [chainId, setChain] = useState<string | null>(null);
  const [seek, setSeek] = useState("");
  const [isOpen, setOpen] = useState(listing?.status !== "DRAFT");
  const [refused, setRefused] = useState<{ text: string; first: Refused | undefined } | null>(null);
  const { data } = useRead(ListingChoicesDocument, { search: seek || null });
  const [save, saving] = useAct(MarketListingSaveDocument, (answer) => answer.marketListingSave);
  const set = (part: Partial<Draft>) => { setDraft({ ...draft, ...part }); setRefused(null); };
  const type = (part: Partial<Typed>) => { setTyped({ ...typed, ...part }); setRefused(null); };
  const low = parseWhole(typed.low), high = parseWhole(typed.high), price = parsePrice(typed.price), rate = parsePrice(typed.rate);
  const isNeed = side === "NEED", needsItem = isNeed || draft.kind === "RESERVE";
  const siteId = draft.siteId || data?.sites[0]?.id || "";
  const isReady = low !== null && high !== null && price !== null && rate !== null && siteId !== "" && (!needsItem || draft.itemId);
  const why = (field: string) => (refused?.first?.field === field ? refused.text : undefined);
  const wrong = (text: string, ok: boolean, field: string, key: string) => (text && !ok ? t(key) : why(field));
  const chains = data?.viewer?.chains ?? [];
  const found = (data?.items.edges ?? []).map(({ node }) => node);
  const items = [...(listing?.item && !found.some((one) => one.id === listing.item?.id) ? [{ ...listing.item, unit: listing.unit }] : []), ...found];
  const partners = new Map((data?.partnerships.edges ?? []).map(({ node }) => [node.partner.id, named(node.partner.shortName, node.partner.shortNameEn)]));
  const submit = async () => {
    if (low === null || high === null || price === null || rate === null) return;
    const wanted: MarketListingInput = { ...draft, siteId, itemId: needsItem ? draft.itemId : null, quantityLow: low, quantityHigh: high, priceLimit: price, transportRate: isNeed ? rate : "0" };
    const answer = await save({ listing: wanted, isOpen, chainId: listing ? null : chainId, listingId: listing?.id ?? null, version: listing?.version ?? null });
    if (answer.ok) onDone(side);
    else setRefused({ text: whyNot(answer), first: answer.refused[0] });
  };
  const shown = ["quantityLow", "quantityHigh", "priceLimit", "firstWeek", "lastWeek", "itemId", "unit", "siteId", "farthest", "subject", "transportRate"];
  const kindPart = (kind: MarketKind): Partial<Draft> => ({ kind, subject: SUBJECTS[kind][0] ?? "MACHINING", toleranceGrade: null });
  return (
    <Modal open title={t(listing ? `edit.${side}` : `post.${side}`)} width={680} onCancel={onClose} okText={t(isOpen ? "listing.post" : "listing.keep")} cancelText={t("cancel")} confirmLoading={saving} okButtonProps={{ disabled: !isReady }} onOk={() => void submit()}>
      <div className="col g12 market-form">
        {refused?.first?.code === "CONFLICT" && <ConflictBanner message={refused.text} onShow={() => onDone(side)} />}
        {refused && refused.first?.code !== "CONFLICT" && !shown.includes(refused.first?.field ?? "") && <Banner tone="danger">{refused.text}</Banner>}
        <p className="f12 t2">{t(`form.private.${side}`)}</p>
        <div className="market-two">
          <Field label={t("form.kind")}>{({ id }) => <Select id={id} value={draft.kind} onChange={(kind) => set(kindPart(kind))} options={(["CAPACITY", "RESERVE"] as const).map((value) => ({ value, label: t(`kind.${value}`) }))} />}</Field>
          <Field label={t(`form.subject.${draft.kind}`)} refusal={why("subject")}>{({ id }) => <Select id={id} value={draft.subject} onChange={(subject) => set({ subject })} options={SUBJECTS[draft.kind].map((value) => ({ value, label: t(`subject.${value}`) }))} />}</Field>
          <Field label={t("form.grade")} hint={t(`form.gradeHint.${draft.kind}`)}>{({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} maxLength={40} value={draft.grade ?? ""} onChange={(event) => set({ grade: event.target.value })} />}</Field>
          {needsItem && (
            <Field label={t("listing.item")} hint={t(`form.itemHint.${draft.kind}`)} refusal={why("itemId")}>
              {({ id }) => <Select id={id} showSearch filterOption={false} onSearch={setSeek} value={draft.itemId ?? undefined} placeholder={t("form.chooseItem")} onChange={(itemId: string) => set({ itemId, unit: items.find((one) => one.id === itemId)?.unit ?? draft.unit })} options={items.map((one) => ({ value: one.id, label: `${one.number} ${named(one.name, one.nameEn)}` }))} />}
            </Field>
          )}
          <Field label={t("listing.site")} refusal={why("siteId")}>{({ id }) => <Select id={id} value={siteId || undefined} onChange={(value: string) => set({ siteId: value })} options={(data?.sites ?? []).map((site) => ({ value: site.id, label: `${site.code} ${named(site.name, site.nameEn)}` }))} />}</Field>
          <Field label={t("form.unit")} refusal={why("unit")}>{({ id }) => <Select id={id} value={draft.unit} disabled={needsItem && Boolean(draft.itemId)} onChange={(unit: string) => set({ unit })} options={[...new Set([...UNITS, draft.unit])].map((value) => ({ value, label: t(`unit.${value}`, value) }))} />}</Field>
          <Field label={t(`form.low.${draft.kind}`)} hint={t("form.lowHint")} refusal={wrong(typed.low, low !== null, "quantityLow", "form.notWhole")}>{({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="numeric" value={typed.low} onChange={(event) => type({ low: event.target.value })} />}</Field>
          <Field label={t(`form.high.${draft.kind}`)} refusal={wrong(typed.high, high !== null, "quantityHigh", "form.notWhole")}>{({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="numeric" value={typed.high} onChange={(event) => type({ high: event.target.value })} />}</Field>
          <Field label={t("form.firstWeek")} refusal={why("firstWeek")}>{({ id }) => <DatePicker id={id} picker="week" allowClear={false} value={dayjs(draft.firstWeek)} onChange={(day) => set({ firstWeek: day?.format("YYYY-MM-DD") ?? draft.firstWeek })} />}</Field>
          <Field label={t("form.lastWeek")} refusal={why("lastWeek")}>{({ id }) => <DatePicker id={id} picker="week" allowClear={false} value={dayjs(draft.lastWeek)} onChange={(day) => set({ lastWeek: day?.format("YYYY-MM-DD") ?? draft.lastWeek })} />}</Field>
          <Field label={t(`form.price.${side}.${draft.kind}`)} hint={t("form.priceHint")} refusal={wrong(typed.price, price !== null, "priceLimit", "form.notPrice")}>{({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={typed.price} onChange={(event) => type({ price: event.target.value })} />}</Field>
          {isNeed && <Field label={t("form.rate")} refusal={wrong(typed.rate, rate !== null, "transportRate", "form.notPrice")}>{({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={typed.rate} onChange={(event) => type({ rate: event.target.value })} />}</Field>}
          {isNeed && <Field label={t("form.farthest")} refusal={why("farthest")}>{({ id }) => <Select id={id} value={draft.farthest} onChange={(farthest) => set({ farthest })} options={distances.map((value) => ({ value, label: `${value} km` }))} />}</Field>}
          {draft.kind === "CAPACITY" && <Field label={t(`form.tolerance.${side}`)}>{({ id }) => <Select id={id} allowClear value={draft.toleranceGrade ?? undefined} placeholder={t("form.noTolerance")} onChange={(grade?: number) => set({ toleranceGrade: grade ?? null })} options={Array.from({ length: 18 }, (_, at) => ({ value: at + 1, label: `IT${at + 1}` }))} />}</Field>}
          <Field label={t(`form.certificates.${side}`)}>{({ id }) => <Select id={id} mode="multiple" value={draft.certificates ?? []} onChange={(certificates: Certificate[]) => set({ certificates })} options={CERTIFICATES.map((value) => ({ value, label: t(`certificate.${value}`) }))} />}</Field>
          <Field label={t("form.excluded")} hint={t("form.excludedHint")}>{({ id }) => <Select id={id} mode="multiple" optionFilterProp="label" value={draft.excludedIds} onChange={(excludedIds: string[]) => set({ excludedIds })} options={[...partners].map(([value, label]) => ({ value, label }))} />}</Field>
          {!listing && chains.length > 1 && <Field label={t("form.chain")} hint={t("form.chainHint")}>{({ id }) => <Select id={id} value={chainId ?? chains[0]?.chainId} onChange={setChain} options={chains.map((one) => ({ value: one.chainId, label: named(one.chainName, one.chainNameEn) }))} />}</Field>}
          <Field label={t("form.note")}>{({ id }) => <Input id={id} maxLength={200} value={draft.note ?? ""} onChange={(event) => set({ note: event.target.value })} />}</Field>
        </div>
        <Checkbox checked={isOpen} onChange={(event) => setOpen(event.target.checked)}>{t("form.open")}</Checkbox>
      </div>
    </Modal>
  );
}
