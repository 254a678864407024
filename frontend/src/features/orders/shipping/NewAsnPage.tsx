import { Button, Input } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { AsnCreateDocument } from "@/graphql/orders/graphql";
import { useAct, whyNot, type Refused } from "@/session/useAct";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { DateText } from "@/ui/values";
import { ArrivalField } from "./ArrivalField";
import { destinationKey } from "./destinations";
import { LotRows } from "./LotRows";
import { asnLines, dueQuantity, lotOfField, lotsProblem, lotsTotal, newLot, type LineLots } from "./lots";
import { siteInstant } from "./siteTime";
import { useShippingLines, type ShippingLine } from "./useShippingLines";
import "../fields.css";
import "../goods.css";

/** A ship notice for the ticked lines: quantities, lots, packages, vehicle and arrival. */
export default function NewAsnPage() {
  const { t } = useTranslation("orders");
  const [search] = useSearchParams();
  const ids = (search.get("lines") ?? search.get("line") ?? "").split(",").filter(Boolean);
  const { lines, failure, reload } = useShippingLines({ ids, orderId: search.get("order") });
  const ready = lines?.filter((line) => line.allowedActs.includes("SHIP")) ?? [];
  return (
    <div className="goods">
      <PageHead
        crumb={<><Link to="/shipping">{t("ship.title")}</Link><Icon name="right" size="xs" />{t("asn.new")}</>}
        title={t("asn.new")}
      />
      {failure && <Panel><ErrorState what={t("ship.what")} failure={failure} onRetry={reload} /></Panel>}
      {!lines && !failure && <Panel bare><Skeleton rows={4} height={88} what={t("ship.loading")} /></Panel>}
      {lines && ready.length === 0 && (
        <Panel><EmptyState icon="truck" title={t("asn.nothingToShip")} act={<Link to="/shipping">{t("asn.pickLines")}</Link>}>{t("asn.nothingToShipText")}</EmptyState></Panel>
      )}
      {ready.length > 0 && new Set(ready.map(destinationKey)).size > 1 && (
        <Panel><EmptyState icon="split" title={t("asn.manyPlaces")} act={<Link to="/shipping">{t("asn.pickLines")}</Link>}>{t("asn.manyPlacesText")}</EmptyState></Panel>
      )}
      {ready.length > 0 && new Set(ready.map(destinationKey)).size === 1 && <AsnForm lines={ready} />}
    </div>
  );
}

function AsnForm({ lines }: { lines: ShippingLine[] }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const navigate = useNavigate();
  const [create, busy] = useAct(AsnCreateDocument, (data) => data.asnCreate);
  const [lots, setLots] = useState<LineLots[]>(() => lines.map((line) => ({ scheduleLineId: line.id, lots: [newLot(dueQuantity(line))] })));
  const [vehiclePlate, setPlate] = useState("");
  const [carrierName, setCarrier] = useState("");
  const [arrival, setArrival] = useState<Dayjs | null>(null);
  const [refused, setRefused] = useState<{ text: string; first: Refused | undefined } | null>(null);
  const first = lines[0];
  if (!first) return null;

  const problems = lots.map((one, index) => lotsProblem(one.lots, lines[index]?.shippableQuantity ?? "0"));
  const problem = problems.find((one) => one !== null) ?? null;
  const wrongLot = lotOfField(lots, refused?.first?.field);

  const submit = async () => {
    const answer = await create({
      partnershipId: first.order.partnership.id, shipToSiteId: first.order.shipTo.id, lines: asnLines(lots),
      vehiclePlate: vehiclePlate.trim() || null, carrierName: carrierName.trim() || null, estimatedArrivalAt: siteInstant(arrival),
    });
    const asn = answer.payload?.asn;
    if (answer.ok && asn) void navigate(`/asns/${asn.id}`, { replace: true });
    else setRefused({ text: whyNot(answer), first: answer.refused[0] });
  };

  return (
    <div className="col g16">
      {refused && <Banner tone="danger"><b>{t("asn.notCreated")}</b> {refused.text}</Banner>}
      <Panel bare title={t("asn.what")} hint={t("asn.to", { partner: named(first.partner.shortName, first.partner.shortNameEn), site: named(first.order.shipTo.name, first.order.shipTo.nameEn) })}>
        {lines.map((line, index) => (
          <section key={line.id} className="asn-line">
            <div className="row g8 between top wrap">
              <div>
                <b>{named(line.itemName, line.itemNameEn)}</b> <span className="mono t3 f12">{line.itemNumber}</span>
                <div className="f12 t3">{line.orderNumber} / {line.label} · {t("ship.promised")} <DateText value={line.promisedDate ?? line.requestedDate} weekday /></div>
              </div>
              <LineSum lots={lots[index]?.lots ?? []} line={line} />
            </div>
            <LotRows
              lots={lots[index]?.lots ?? []} unitName={line.unitName} wrongLot={wrongLot}
              onChange={(next) => setLots(lots.map((one, at) => (at === index ? { ...one, lots: next } : one)))}
            />
          </section>
        ))}
      </Panel>
      <Panel title={t("asn.transport")} hint={t("asn.transportHint")}>
        <div className="form-grid">
          <label className="field text"><span className="field-label">{t("asn.plate")}</span>
            <Input className="mono" maxLength={16} value={vehiclePlate} onChange={(event) => setPlate(event.target.value)} />
          </label>
          <label className="field text"><span className="field-label">{t("asn.carrier")}</span>
            <Input maxLength={80} value={carrierName} onChange={(event) => setCarrier(event.target.value)} />
          </label>
          <ArrivalField value={arrival} onChange={setArrival} />
        </div>
      </Panel>
      <div className="row g12 end wrap goods-page-acts">
        {problem && <span className="f13 warn">{t(`asn.problem.${problem}`)}</span>}
        <Button onClick={() => void navigate("/shipping")}>{t("asn.backToShip")}</Button>
        <Button type="primary" loading={busy} disabled={problem !== null} onClick={() => void submit()}>{t("asn.create", { count: lines.length })}</Button>
      </div>
    </div>
  );
}

/** "本次 1,200 / 最多 1,224 件": the sum of what is typed beside the most the server will take. */
function LineSum({ lots, line }: { lots: LineLots["lots"]; line: ShippingLine }) {
  const { t } = useTranslation("orders");
  const problem = lotsProblem(lots, line.shippableQuantity);
  return (
    <span className={`f13 nw ${problem === "TOO_MUCH" ? "danger" : "t2"}`} aria-live="polite">
      {t("asn.thisTime")} <b className="f16">{formatQuantity(lotsTotal(lots))}</b> / {t("asn.atMost", { quantity: formatQuantity(line.shippableQuantity), unit: line.unitName })}
    </span>
  );
}
