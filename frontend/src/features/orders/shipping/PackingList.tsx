import { useTranslation } from "react-i18next";
import { useNow } from "@/ui/clock";
import { dayOf, formatQuantity, hourOf } from "@/ui/format";
import { AsnCode } from "./AsnCode";
import type { Asn } from "./AsnPage";
import { isSscc, ssccText } from "./sscc";

const SIGNATURES = ["shipper", "driver", "receiver", "differences"] as const;

/** A4, black on white, both languages in the head, no prices. */
export function PackingList({ asn }: { asn: Asn }) {
  const { t } = useTranslation("orders");
  const now = useNow();
  const hasCodes = asn.lines.some((line) => isSscc(line.sscc));
  return (
    <article className="a4">
      <header>
        <div><h1>装箱单</h1><div>Packing list</div></div>
        <div className="r">发货通知 ASN<b className="mono">{asn.number}</b></div>
        <AsnCode asn={asn} size={84} />
      </header>
      <Parties asn={asn} />
      <table>
        <thead>
          <tr>
            <th>{t("print.unit")}</th>{hasCodes && <th>SSCC</th>}<th>{t("asn.orderLine")}</th><th>{t("asn.item")}</th><th>{t("asn.lot")}</th>
            <th className="r">{t("asn.packages")}</th><th className="r">{t("asn.quantity")}</th>
          </tr>
        </thead>
        <tbody>
          {asn.lines.map((line, index) => (
            <tr key={line.id}>
              <td>{index + 1}/{asn.lines.length}</td>
              {hasCodes && <td className="mono">{isSscc(line.sscc) ? ssccText(line.sscc) : "—"}</td>}
              <td className="mono">{line.orderNumber} / {line.scheduleLineLabel}</td>
              <td>{line.itemNumber} {line.itemName}</td>
              <td className="mono">{line.lotNumber || "—"}</td>
              <td className="r">{line.packageCount}</td>
              <td className="r">{formatQuantity(line.quantity)} {line.unitName}</td>
            </tr>
          ))}
          <tr className="total">
            <td colSpan={hasCodes ? 5 : 4}>{t("print.total", { count: asn.lines.length })}</td>
            <td className="r">{asn.packageCount}</td>
            <td className="r">{asn.quantities.map((one) => `${formatQuantity(one.quantity)} ${one.unitName}`).join(" + ")}</td>
          </tr>
        </tbody>
      </table>
      <div className="signatures">{SIGNATURES.map((who) => <div key={who}>{t(`print.sign.${who}`)}</div>)}</div>
      <footer>
        <span>{t("print.printed", { at: `${dayOf(now)} ${hourOf(now)}` })}</span>
        <span>{t("print.scan")}</span>
      </footer>
    </article>
  );
}

function Parties({ asn }: { asn: Asn }) {
  const { t } = useTranslation("orders");
  const arrival = asn.estimatedArrivalAt && new Date(asn.estimatedArrivalAt);
  return (
    <div className="parties">
      <div><span>{t("asn.from")}</span><b>{asn.supplier.name}</b><em>{asn.supplier.region}</em></div>
      <div><span>{t("asn.shipTo")}</span><b>{asn.buyer.shortName} · {asn.shipTo.name}</b><em>{asn.shipTo.address}</em></div>
      <div>
        <span>{t("asn.carrier")}</span><b>{asn.carrierName || "—"}</b>
        <em className="mono">{asn.vehiclePlate}{arrival && ` ${t("print.eta", { at: `${dayOf(arrival)} ${hourOf(arrival)}` })}`}</em>
      </div>
    </div>
  );
}
