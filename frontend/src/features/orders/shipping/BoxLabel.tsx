import { useTranslation } from "react-i18next";
import { formatQuantity } from "@/ui/format";
import { AsnCode } from "./AsnCode";
import type { Asn } from "./AsnPage";
import { isSscc, ssccBars, ssccText } from "./sscc";

type BoxLabelProps = { asn: Asn; line: Asn["lines"][number]; number: number; of: number };

/** 100 × 70 mm: item, quantity and lot large, the serial shipping container code as bars, the place. */
export function BoxLabel({ asn, line, number, of }: BoxLabelProps) {
  const { t } = useTranslation("orders");
  return (
    <article className="box-label">
      <div className="label-row">
        <div><span>物料 Item</span><b>{line.itemNumber}</b><em>{line.itemName}</em></div>
        <div><span>数量 Qty</span><b>{formatQuantity(line.quantity)} {line.unitName}</b><em>{t("print.inPackages", { count: line.packageCount })}</em></div>
        <div><span>批次 Lot</span><b className="mono">{line.lotNumber || "—"}</b></div>
      </div>
      <div className="label-code">
        {isSscc(line.sscc) ? <SsccBars sscc={line.sscc} /> : <div className="t3">{t("print.noSscc")}</div>}
        <AsnCode asn={asn} size={58} />
      </div>
      <div className="label-row">
        <div><span>送到 Ship to</span><b>{asn.shipTo.name}</b></div>
        <div><span>单元 Unit</span><b>{number} / {of}</b></div>
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
