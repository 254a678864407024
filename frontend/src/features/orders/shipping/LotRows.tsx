import { Button, Input } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "@/ui/icons";
import { newLot, type Lot } from "./lots";

type LotRowsProps = { lots: Lot[]; unitName: string; wrongLot: string | null; onChange: (lots: Lot[]) => void };

/** The lots of one schedule line: each becomes one unit with its own label. */
export function LotRows({ lots, unitName, wrongLot, onChange }: LotRowsProps) {
  const { t } = useTranslation("orders");
  const change = (id: string, patch: Partial<Lot>) => onChange(lots.map((lot) => (lot.id === id ? { ...lot, ...patch } : lot)));
  return (
    <>
      {lots.map((lot, index) => (
        <div key={lot.id} className="lot-grid">
          <label className="field"><span className="field-label">{t("confirm.quantityIn", { unit: unitName })}</span>
            <Input inputMode="decimal" value={lot.quantity} status={lot.id === wrongLot ? "error" : undefined} onChange={(event) => change(lot.id, { quantity: event.target.value })} />
          </label>
          <label className="field text"><span className="field-label">{t("asn.lot")}</span>
            <Input className="mono" maxLength={40} value={lot.lotNumber} onChange={(event) => change(lot.id, { lotNumber: event.target.value })} />
          </label>
          <label className="field"><span className="field-label">{t("asn.packages")}</span>
            <Input inputMode="numeric" value={lot.packages} onChange={(event) => change(lot.id, { packages: event.target.value })} />
          </label>
          {lots.length > 1 && (
            <button type="button" className="icon-button" aria-label={t("asn.dropLot", { number: index + 1 })} onClick={() => onChange(lots.filter((one) => one.id !== lot.id))}>
              <Icon name="bin" />
            </button>
          )}
        </div>
      ))}
      <Button type="link" style={{ padding: 0, marginTop: 8 }} icon={<Icon name="plus" size="s" />} onClick={() => onChange([...lots, newLot("")])}>{t("asn.addLot")}</Button>
    </>
  );
}
