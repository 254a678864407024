import { useTranslation } from "react-i18next";
import { formatMoney, formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import type { Run } from "./ImportRunPage";
import type { View } from "./ReviewRows";

type CountersProps = { run: Run; view: View; onView: (view: View) => void };

const many = (count: number) => formatQuantity(String(count));

/** The five figures of a check; the ones that are rows open them. */
export function Counters({ run, view, onView }: CountersProps) {
  const { t } = useTranslation("exchange");
  const { counts } = run;
  return (
    <div className="import-counters">
      <button type="button" className="panel counter" aria-pressed={view === "all"} onClick={() => onView("all")}>
        <span className="ok"><Icon name="check" /></span><b>{many(counts.ok)}</b><span className="t2">{t("count.ok")}</span>
      </button>
      <button type="button" className="panel counter" aria-pressed={view === "attention"} onClick={() => onView("attention")}>
        <span className="warn"><Icon name="clock" /></span><b>{many(counts.attention)}</b><span className="t2">{t("count.attention")}</span>
      </button>
      <button type="button" className={`panel counter ${counts.refused > 0 ? "on" : ""}`} aria-pressed={view === "errors"} onClick={() => onView("errors")}>
        <span className="danger"><Icon name="alert" /></span><b>{many(counts.refused)}</b><span className="t2">{t("count.refused", { cells: many(counts.badCells) })}</span>
      </button>
      <div className="panel counter">
        <span className="t2"><Icon name="info" /></span><b>{many(counts.rewrittenCells)}</b><span className="t2">{t("count.rewritten")}</span>
      </div>
      {run.importableAmounts.map((amount) => (
        <div key={amount.currency} className="panel counter">
          <span className="t2"><Icon name="yuan" /></span><b>{formatMoney(amount.amount, amount.currency)}</b><span className="t2">{t("count.amount")}</span>
        </div>
      ))}
    </div>
  );
}
