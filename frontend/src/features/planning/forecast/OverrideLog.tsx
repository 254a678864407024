import { useTranslation } from "react-i18next";
import { Chip } from "@/ui/chips";
import { formatQuantity } from "@/ui/format";
import { InstantText } from "@/ui/values";
import { weekNumber } from "@/ui/weeks";
import type { Override } from "./weeks";

/** Who put which figure in the statistics' place, when and why; withdrawn ones too. */
export function OverrideLog({ rows, unit }: { rows: readonly Override[]; unit: string }) {
  const { t } = useTranslation("planning");
  if (rows.length === 0) return null;
  return (
    <section>
      <h3 className="f13 b">{t("override.log")}</h3>
      <ul className="override-log f13">
        {rows.map((row) => (
          <li key={row.id} className="row g8 wrap">
            <b className="nw">W{String(weekNumber(row.week)).padStart(2, "0")}</b>
            <span className="nw">{t("override.change", { from: row.replaced == null ? "—" : formatQuantity(String(Math.round(Number(row.replaced)))), to: formatQuantity(row.quantity), unit })}</span>
            <Chip tone={row.withdrawnAt ? "neut" : "warn"}>{t(`reason.${row.reason}`)}</Chip>
            {row.note && <span className="t2">{row.note}</span>}
            <span className="t3">{row.madeByName} · <InstantText value={row.madeAt} /></span>
            {row.withdrawnAt && <span className="t3">{t("override.withdrawn", { name: row.withdrawnByName })} <InstantText value={row.withdrawnAt} /></span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
