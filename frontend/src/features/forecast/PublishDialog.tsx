import { Modal } from "antd";
import { useTranslation } from "react-i18next";
import { ForecastGridDocument, ForecastVersionsDocument, type ForecastHeadFragment } from "@/graphql/forecast/graphql";
import { useRead } from "@/session/useRead";
import { useLanguage, useNamed, useNow } from "@/ui/clock";
import { formatDay, formatQuantity } from "@/ui/format";
import { Banner } from "@/ui/layout";
import { Skeleton } from "@/ui/page-states";
import type { GridCell } from "./sheet";
import { weekNumber } from "@/ui/weeks";

const SHOWN = 200;

function isDifferent(cell: GridCell): boolean {
  return Number(cell.previous ?? 0) !== Number(cell.forecast);
}

/** What will be different for the supplier, the frozen weeks first, before it is published. */
export function PublishDialog({ head, busy, onPublish, onClose }: { head: ForecastHeadFragment; busy: boolean; onPublish: () => void; onClose: () => void }) {
  const { t } = useTranslation("forecast");
  const named = useNamed();
  const language = useLanguage();
  const now = useNow();
  const versions = useRead(ForecastVersionsDocument, { filter: { partnershipId: head.partnershipId, current: true }, first: 1 });
  const former = versions.data?.forecasts.edges[0]?.node;
  const grid = useRead(ForecastGridDocument, { filter: { forecastId: head.id }, compare: former?.number ?? 0, first: 100 }, { pause: versions.loading });
  const changes = (grid.data?.forecastRows.edges ?? [])
    .flatMap(({ node }) => node.cells.filter(isDifferent).map((cell) => ({ row: node, cell })))
    .sort((a, b) => Number(b.cell.isFrozen) - Number(a.cell.isFrozen));
  const frozen = changes.filter((one) => one.cell.isFrozen && one.cell.previous != null).length;
  return (
    <Modal
      open width={720} title={t("publishTitle", { number: head.number, partner: named(head.partner.shortName, head.partner.shortNameEn) })} okText={t("publish", { number: head.number })}
      cancelText={t("keep")} onOk={onPublish} onCancel={onClose} confirmLoading={busy} okButtonProps={{ disabled: grid.loading }}
    >
      {grid.loading && <Skeleton rows={4} what={t("loading")} />}
      <p>{former ? t("differences", { n: changes.length, number: former.number }) : t("firstVersion", { n: changes.length })}</p>
      {frozen > 0 && <Banner tone="warn">{t("frozenChanged", { n: frozen })}</Banner>}
      <div className="forecast-differences">
        <table className="moments">
          <thead><tr><th>{t("item")}</th><th>{t("weekHead")}</th><th className="r">{former ? `v${former.number}` : ""}</th><th className="r">v{head.number}</th></tr></thead>
          <tbody>
            {changes.slice(0, SHOWN).map(({ row, cell }) => (
              <tr key={row.id + cell.week}>
                <td>{row.itemNumber} {named(row.itemName, row.itemNameEn)}</td>
                <td>W{weekNumber(cell.week)} {formatDay(cell.week, language, now)} {cell.isFrozen && <span className="t3">{t("frozen")}</span>}</td>
                <td className="r">{cell.previous == null ? "—" : formatQuantity(cell.previous)}</td>
                <td className="r b">{formatQuantity(cell.forecast)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
