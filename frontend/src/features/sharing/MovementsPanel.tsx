import { useTranslation } from "react-i18next";
import { StockMovementsDocument } from "@/graphql/sharing/graphql";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { Panel } from "@/ui/layout";
import { Difference, InstantText } from "@/ui/values";
import { useSupplyLive } from "./useSupplyLive";

/** The latest movements: what explains the figures above. */
export function MovementsPanel() {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const { data, reload } = useRead(StockMovementsDocument, { first: 8 });
  useSupplyLive(reload);
  const rows = data?.stockMovements.edges.map((edge) => edge.node) ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t("movement.title")} bare>
      {rows.map((row) => (
        <div key={row.id} className="figure-card">
          <div className="row g8 between f13">
            <span className="ell">{t(`movement.${row.kind}`)} · <span className="mono">{row.item.number}</span> · {named(row.site.name, row.site.nameEn)} · {t(`status.${row.stockStatus}`)}{row.lotNumber && ` · ${row.lotNumber}`}</span>
            <Difference value={row.quantity} bad="less" unit={row.unitName} />
          </div>
          <div className="f12 t3">{row.actorName} · <InstantText value={row.occurredAt} /></div>
        </div>
      ))}
    </Panel>
  );
}
