import { DatePicker } from "antd";
import type { Dayjs } from "dayjs";
import { useId } from "react";
import { useTranslation } from "react-i18next";

/** Expected arrival, in the plant's own time. */
export function ArrivalField({ value, onChange }: { value: Dayjs | null; onChange: (value: Dayjs | null) => void }) {
  const { t } = useTranslation("orders");
  const id = useId();
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>{t("asn.arrival")}</label>
      <DatePicker
        id={id} style={{ width: "100%" }} inputReadOnly showTime={{ format: "HH:mm", minuteStep: 5 }} format="MM-DD HH:mm"
        value={value} onChange={onChange}
      />
    </div>
  );
}
