import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Keycap } from "../chips";

/** What is ticked, what it sums to, and what can be done with it. Rows the filter hides are named. */
export function BulkBar({ count, hidden, sum, children, onClear }: {
  count: number; hidden: number; sum?: ReactNode; children: ReactNode; onClear: () => void;
}) {
  const { t } = useTranslation("ui");
  if (count === 0) return null;
  return (
    <div className="pop bulk-bar" role="toolbar" aria-label={t("table.selected", { count })}>
      <span className="f13">
        <b>{t("table.selected", { count })}</b>
        {sum && <> · {sum}</>}
        {hidden > 0 && <span className="warn"> · {t("table.hidden", { count: hidden })}</span>}
      </span>
      <span className="bulk-rule" />
      {children}
      <Button type="text" onClick={onClear}>{t("table.unselect")} <Keycap>Esc</Keycap></Button>
    </div>
  );
}
