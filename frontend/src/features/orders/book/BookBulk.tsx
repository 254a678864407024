import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { BookRowFragment } from "@/graphql/orders/graphql";
import { Keycap } from "@/ui/chips";
import { formatMoney, formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { useShortcuts } from "@/ui/keys";
import { BulkBar } from "@/ui/table/BulkBar";
import { sumDecimals } from "../decimal";
import { CancelDialog } from "./CancelDialog";
import { useBulkActs } from "./useBulkActs";

/** “3,500 件 · ¥469,000.00”: what the ticked rows come to, per unit and currency. */
function sumOf(lines: BookRowFragment[]): string {
  const group = (pairs: [string, string][]) => {
    const sums = new Map<string, string[]>();
    for (const [key, value] of pairs) sums.set(key, [...(sums.get(key) ?? []), value]);
    return [...sums].map(([key, values]) => [key, sumDecimals(values)] as const);
  };
  const quantities = group(lines.map((line) => [line.unitName, line.orderedQuantity]));
  const amounts = group(lines.flatMap((line) => (line.amount == null ? [] : [[line.currency, line.amount] as [string, string]])));
  return [
    ...quantities.map(([unit, value]) => `${formatQuantity(value)} ${unit}`),
    ...amounts.map(([currency, value]) => formatMoney(value, currency)),
  ].join(" · ");
}

type Props = {
  known: ReadonlyMap<string, BookRowFragment>;
  selected: ReadonlySet<string>;
  hidden: number;
  exporting: boolean;
  onExport: (ids: string[]) => void;
  onClear: () => void;
};

/** The acts on the ticked rows; an act is offered for the rows that allow it, and says how many they are. */
export function BookBulk({ known, selected, hidden, exporting, onExport, onClear }: Props) {
  const { t } = useTranslation("orders");
  const acts = useBulkActs(known);
  const [cancelling, setCancelling] = useState(false);
  const lines = [...selected].flatMap((id) => known.get(id) ?? []);
  const remindable = lines.filter((line) => line.allowedActs.includes("REMIND"));
  const decidable = lines.filter((line) => line.allowedActs.includes("DECIDE") && line.openProposal?.isMineToDecide);
  const cancellable = lines.filter((line) => line.allowedActs.includes("CANCEL"));
  useShortcuts({ r: () => void acts.remind(remindable) }, remindable.length > 0 && !acts.busy);

  return (
    <>
      <BulkBar count={selected.size} hidden={hidden} sum={sumOf(lines)} onClear={onClear}>
        {remindable.length > 0 && (
          <Button type="primary" loading={acts.busy} icon={<Icon name="bell" />} onClick={() => void acts.remind(remindable)}>
            {t("bulk.remind", { count: remindable.length })} <Keycap>R</Keycap>
          </Button>
        )}
        {decidable.length > 0 && (
          <>
            <Button loading={acts.busy} icon={<Icon name="check" />} onClick={() => void acts.decide(decidable, "ACCEPT")}>{t("bulk.accept", { count: decidable.length })}</Button>
            <Button loading={acts.busy} icon={<Icon name="cross" />} onClick={() => void acts.decide(decidable, "DECLINE")}>{t("bulk.decline", { count: decidable.length })}</Button>
          </>
        )}
        <Button loading={exporting} icon={<Icon name="download" />} onClick={() => onExport([...selected])}>{t("bulk.export")}</Button>
        {cancellable.length > 0 && (
          <Button danger icon={<Icon name="ban" />} onClick={() => setCancelling(true)}>{t("bulk.cancel", { count: cancellable.length })}</Button>
        )}
      </BulkBar>
      <CancelDialog
        lines={cancellable}
        open={cancelling}
        busy={acts.busy}
        onCancel={() => setCancelling(false)}
        onConfirm={(reason, note) => void acts.cancel(cancellable, reason, note).then((done) => done && setCancelling(false))}
      />
    </>
  );
}
