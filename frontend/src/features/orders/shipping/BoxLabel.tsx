import { useTranslation } from "react-i18next";
import { formatQuantity } from "@/ui/format";
import { AsnCode } from "./AsnCode";
import type { Asn } from "./AsnPage";
import type { Label } from "./labels";
import { ssccBars, ssccText } from "./sscc";

/** 100 × 70 mm: item, quantity and lot large, the code, the place and the count. */
export function BoxLabel({ asn, label }: { asn: Asn; label: Label<Asn["lines"][number]> }) {
  const { t } = useTranslation("orders");
  const { line, sscc } = label;
  return (
    <article className="box-label">
      <div className="label-row">
        <div><span>物料 Item</span><b>{line.itemNumber}</b><em>{line.itemName}</em></div>
        <div><span>数量 Qty</span><b>{formatQuantity(line.quantity)} {line.unitName}</b>{!sscc && <em>{t("print.ofLot")}</em>}</div>
        <div><span>批次 Lot</span><b className="mono">{line.lotNumber || "—"}</b></div>
      </div>
      <div className="label-code">
        {sscc ? <SsccBars sscc={sscc} /> : (
          <div>
            <span>订单 / 行 Order</span><b className="mono">{line.orderNumber} / {line.scheduleLineLabel}</b>
            <span>发货方 From</span><b>{asn.supplier.shortName}</b>
          </div>
        )}
        <AsnCode asn={asn} size={sscc ? 58 : 88} />
      </div>
      <div className="label-row">
        <div><span>送到 Ship to</span><b>{asn.shipTo.name}</b></div>
        <div><span>{sscc ? "单元 Unit" : "箱 Box"}</span><b>{label.number} / {label.of}</b></div>
        <div><span>ASN</span><b className="mono">{asn.number}</b></div>
      </div>
    </article>
  );
}

const QUIET = 10;

/** GS1-128 with ten modules of quiet zone on both sides and the readable line below. */
function SsccBars({ sscc }: { sscc: string }) {
  const { bars, modules } = ssccBars(sscc);
  return (
    <div className="bars">
      <svg viewBox={`0 0 ${modules + 2 * QUIET} 40`} preserveAspectRatio="none" shapeRendering="crispEdges" role="img" aria-label={ssccText(sscc)}>
        {bars.map((bar) => <rect key={bar.x} x={bar.x + QUIET} y={0} width={bar.width} height={40} fill="#000" />)}
      </svg>
      <div className="mono">{ssccText(sscc)}</div>
    </div>
  );
}
