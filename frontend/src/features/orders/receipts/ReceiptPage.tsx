import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { ReceiptPageDocument, type ReceiptRowFragment } from "@/graphql/orders/graphql";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Icon } from "@/ui/icons";
import { FactStrip, PageHead, Panel } from "@/ui/layout";
import { ErrorState, MissingState, Skeleton } from "@/ui/page-states";
import { InstantText, Quantity } from "@/ui/values";
import { DifferenceChip } from "./ReceiptListPage";
import "../goods.css";

/** One goods receipt: what came of each lot, against what was shipped. Posted once, never changed. */
export default function ReceiptPage() {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const { receiptId = "" } = useParams();
  const { data, loading, failure, reload } = useRead(ReceiptPageDocument, { id: receiptId });
  const receipt = data?.goodsReceipt;
  if (loading) return <Panel bare><Skeleton rows={5} height={44} what={t("receipt.loading")} /></Panel>;
  if (failure) return <Panel><ErrorState what={t("receipt.one")} failure={failure} onRetry={reload} /></Panel>;
  if (!receipt) return <Panel><MissingState act={<Link to="/receipts">{t("receipt.toList")}</Link>} /></Panel>;
  return (
    <div className="goods">
      <PageHead
        crumb={<><Link to="/receipts">{t("receipt.title")}</Link><Icon name="right" size="xs" />{receipt.number}</>}
        title={<span className="row g12 wrap"><span className="mono">{receipt.number}</span><DifferenceChip receipt={receipt} /></span>}
        hint={t("receipt.final")}
      />
      <FactStrip
        facts={[
          { label: t("asn.partner"), value: named(receipt.partner.shortName, receipt.partner.shortNameEn) },
          { label: t("receipt.site"), value: named(receipt.site.name, receipt.site.nameEn) },
          { label: t("asn.one"), value: <Link to={`/asns/${receipt.asn.id}`} className="mono">{receipt.asn.number}</Link> },
          { label: t("receipt.by"), value: receipt.receivedByName },
          { label: t("receipt.at"), value: <InstantText value={receipt.postedAt} /> },
        ]}
      />
      <Lots receipt={receipt} />
    </div>
  );
}

const COLUMNS = [
  { key: "shippedQuantity", label: "receipt.shipped", tone: "" },
  { key: "acceptedQuantity", label: "receipt.accepted", tone: "ok" },
  { key: "shortQuantity", label: "receipt.short", tone: "warn" },
  { key: "overQuantity", label: "receipt.over", tone: "warn" },
  { key: "damagedQuantity", label: "receipt.damaged", tone: "danger" },
  { key: "rejectedQuantity", label: "receipt.rejected", tone: "danger" },
] as const;

function Lots({ receipt }: { receipt: ReceiptRowFragment }) {
  const { t } = useTranslation("orders");
  const named = useNamed();
  return (
    <Panel bare title={t("receipt.lotsTitle")} hint={t("receipt.equation")}>
      <div style={{ overflowX: "auto" }}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t("asn.item")}</th><th>{t("asn.orderLine")}</th><th>{t("asn.lot")}</th>
              {COLUMNS.map((column) => <th key={column.key} className="r">{t(column.label)}</th>)}
              <th>{t("receipt.unit")}</th><th>{t("receipt.note")}</th>
            </tr>
          </thead>
          <tbody>
            {receipt.lines.map((line) => (
              <tr key={line.id}>
                <td><span className="mono t3">{line.asnLine.itemNumber}</span> {named(line.asnLine.itemName, line.asnLine.itemNameEn)}</td>
                <td><Link to={`/orders/${line.asnLine.orderId}`}>{line.asnLine.orderNumber}</Link> / {line.asnLine.scheduleLineLabel}</td>
                <td className="mono">{line.lotNumber || "—"}</td>
                {COLUMNS.map((column) => (
                  <td key={column.key} className={`r ${Number(line[column.key]) > 0 ? `${column.tone} ${column.tone && column.tone !== "ok" ? "b" : ""}` : ""}`}>
                    <Quantity value={line[column.key]} zeroAsNone />
                  </td>
                ))}
                <td>{line.unitName}</td>
                <td className="t2">{line.note || "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
