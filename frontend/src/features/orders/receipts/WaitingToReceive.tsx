import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { AsnListDocument } from "@/graphql/orders/graphql";
import { useLiveRefresh } from "@/live/LiveProvider";
import { useRead } from "@/session/useRead";
import { StateChip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Panel } from "@/ui/layout";
import { InstantText } from "@/ui/values";

const SHOWN = 4;

/** What is on its way or at the gate: receiving it is the next act, so it stands above the list. */
export function WaitingToReceive() {
  const { t } = useTranslation("orders");
  const named = useNamed();
  const { data, reload } = useRead(AsnListDocument, { filter: { side: "BUYER", awaitingReceipt: true }, order: "ARRIVAL_ASC", first: SHOWN });
  useLiveRefresh(reload, (change) => change.type.includes("asn") || change.type.includes("receipt"));
  const list = data?.advanceShipNotices;
  if (!list || list.edges.length === 0) return null;
  return (
    <div style={{ marginBottom: 16 }}>
      <Panel
        bare title={t("receipt.waiting")} hint={t("receipt.waitingCount", { count: list.totalCount })}
        extra={list.totalCount > SHOWN && <Link to="/asns?view=TRANSIT">{t("receipt.waitingAll", { count: list.totalCount })}</Link>}
      >
        {list.edges.map(({ node }) => (
          <div key={node.id} className="goods-row" style={{ gridTemplateColumns: "minmax(0, 1fr) auto auto", padding: "6px 16px" }}>
            <div className="ell">
              <Link to={`/asns/${node.id}`} className="mono b">{node.number}</Link> <StateChip family="asn" state={node.status} />
              <div className="f12 t3 ell">{named(node.partner.shortName, node.partner.shortNameEn)} · {node.quantities.map((one) => `${formatQuantity(one.quantity)} ${one.unitName}`).join(" · ")}</div>
            </div>
            <span className="f12 t3 wide">{t(node.arrivedAt ? "receipt.arrivedAt" : "receipt.expectedAt")} <InstantText value={node.arrivedAt ?? node.estimatedArrivalAt} /></span>
            {node.allowedActs.includes("RECEIVE") && <Link to={`/receipts/new/${node.id}`}><Button>{t("asn.receive")}</Button></Link>}
          </div>
        ))}
      </Panel>
    </div>
  );
}
