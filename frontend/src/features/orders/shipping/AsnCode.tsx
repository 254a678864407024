import { QRCode } from "antd";
import type { Asn } from "./AsnPage";

/** Leads to the notice; both sides and nobody else can open it. */
export function AsnCode({ asn, size }: { asn: Asn; size: number }) {
  return (
    <QRCode
      type="svg" bordered={false} size={size} errorLevel="M" color="#000000" bgColor="#ffffff"
      value={`${window.location.origin}/asns/${asn.id}`} style={{ padding: 0 }} aria-label={asn.number} role="img"
    />
  );
}
