import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { AsnPageDocument, type AsnPageQuery } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useRead } from "@/session/useRead";
import { StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { FactStrip, PageHead, Panel } from "@/ui/layout";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { InstantText, Nothing } from "@/ui/values";
import { AsnActs } from "./AsnActs";
import { isSscc, ssccText } from "./sscc";
import "../fields.css";
import "../goods.css";

export type Asn = NonNullable<AsnPageQuery["advanceShipNotice"]>;

/** One ship notice: where it stands, what is in it, and the next act of whoever looks. */
export default function AsnPage() {
  const { t } = useTranslation("orders");
  const { asnId = "" } = useParams();
  const { data, loading, failure, reload } = useRead(AsnPageDocument, { id: asnId });
  useLiveRefresh(reload, (change) => change.type.includes("asn") || change.type.includes("receipt"), 600);
  const asn = data?.advanceShipNotice;
  if (loading) return <Panel bare><Skeleton rows={6} height={44} what={t("asn.loading")} /></Panel>;
  if (failure) return <Panel><ErrorState what={t("asn.one")} failure={failure} onRetry={reload} /></Panel>;
  if (!asn) return <Panel><MissingState act={<Link to="/asns">{t("asn.toList")}</Link>} /></Panel>;
  return (
    <div className="goods">
      <PageHead
        crumb={<><Link to="/asns">{t("asn.title")}</Link><Icon name="right" size="xs" />{asn.number}</>}
        title={<span className="row g12 wrap"><span className="mono">{asn.number}</span><StateChip family="asn" state={asn.status} /></span>}
        acts={<AsnActs asn={asn} onDone={reload} />}
      />
      <Progress asn={asn} />
      <AsnFacts asn={asn} />
      <AsnLines asn={asn} />
    </div>
  );
}

const STEPS = [
  { key: "created", at: (asn: Asn) => asn.createdAt },
  { key: "departed", at: (asn: Asn) => asn.departedAt },
  { key: "arrived", at: (asn: Asn) => asn.arrivedAt },
] as const;

/** What has happened, with its time; what comes next is marked. */
function Progress({ asn }: { asn: Asn }) {
  const { t } = useTranslation("orders");
  if (asn.status === "CANCELLED") return null;
  const received = asn.status === "RECEIVED";
  const done = STEPS.map((step) => step.at(asn) !== null);
  const next = received ? -1 : done.includes(false) ? done.indexOf(false) : STEPS.length;
  return (
    <ol className="steps">
      {STEPS.map((step, index) => {
        const at = step.at(asn);
        return (
          <li key={step.key} className={at ? "done" : index === next ? "now" : ""}>
            <i>{at ? <Icon name="check" size="xs" /> : index + 1}</i>
            {t(`asn.step.${step.key}`)} {at && <span className="t3"><InstantText value={at} /></span>}
          </li>
        );
      })}
      <li className={received ? "done" : next === STEPS.length ? "now" : ""}>
        <i>{received ? <Icon name="check" size="xs" /> : 4}</i>{t("asn.step.received")}
        {asn.receipt && <Link to={`/receipts/${asn.receipt.id}`}>{asn.receipt.number}</Link>}
      </li>
    </ol>
  );
}

function AsnFacts({ asn }: { asn: Asn }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <FactStrip
      facts={[
        { label: t("asn.from"), value: named(asn.supplier.shortName, asn.supplier.shortNameEn) },
        { label: t("asn.shipTo"), value: <>{named(asn.buyer.shortName, asn.buyer.shortNameEn)} · {named(asn.shipTo.name, asn.shipTo.nameEn)}</> },
        { label: t("asn.plate"), value: asn.vehiclePlate ? <span className="mono">{asn.vehiclePlate}</span> : <Nothing why="unknown" /> },
        { label: t("asn.carrier"), value: asn.carrierName || <Nothing why="unknown" /> },
        { label: t("asn.arrival"), value: asn.estimatedArrivalAt ? <InstantText value={asn.estimatedArrivalAt} /> : <Nothing why="unknown" /> },
        { label: t("asn.quantity"), value: asn.quantities.map((one) => `${formatQuantity(one.quantity)} ${one.unitName}`).join(" · ") },
        { label: t("asn.packageTotal"), value: asn.packageCount },
      ]}
    />
  );
}

function AsnLines({ asn }: { asn: Asn }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const hasCodes = asn.lines.some((line) => isSscc(line.sscc));
  return (
    <Panel bare title={t("asn.lines")} hint={t("asn.lineCount", { count: asn.lineCount })}>
      <div style={{ overflowX: "auto" }}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t("asn.item")}</th><th>{t("asn.orderLine")}</th><th>{t("asn.lot")}</th>
              <th className="r">{t("asn.quantity")}</th><th className="r">{t("asn.packages")}</th>{hasCodes && <th>SSCC</th>}
            </tr>
          </thead>
          <tbody>
            {asn.lines.map((line) => (
              <tr key={line.id}>
                <td><span className="mono t3">{line.itemNumber}</span> {named(line.itemName, line.itemNameEn)}</td>
                <td><Link to={`/orders/${line.orderId}`}>{line.orderNumber}</Link> / {line.scheduleLineLabel}</td>
                <td className="mono">{line.lotNumber || "—"}</td>
                <td className="r">{formatQuantity(line.quantity)} {line.unitName}</td>
                <td className="r">{line.packageCount}</td>
                {hasCodes && <td className="mono f12">{isSscc(line.sscc) ? ssccText(line.sscc) : "—"}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
