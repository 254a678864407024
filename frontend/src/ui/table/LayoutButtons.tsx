import { Button, Checkbox, Popover } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons";
import type { Column } from "./DataTable";
import type { Density, TableLayout } from "./layout";

const DENSITIES: Density[] = ["dense", "standard", "form"];

/** Which columns are shown, and how close the rows stand. */
export function LayoutButtons<Row>({ columns, layout, onChange }: {
  columns: Column<Row>[]; layout: TableLayout; onChange: (layout: TableLayout) => void;
}) {
  const { t } = useTranslation("ui");
  const shown = columns.filter((column) => column.always || !layout.hidden.includes(column.key)).length;
  const toggle = (key: string, show: boolean) =>
    onChange({ ...layout, hidden: show ? layout.hidden.filter((one) => one !== key) : [...layout.hidden, key] });
  const next = DENSITIES[(DENSITIES.indexOf(layout.density) + 1) % DENSITIES.length] ?? "standard";
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        arrow={false}
        content={
          <div className="col g6" style={{ maxHeight: 420, overflowY: "auto" }}>
            {columns.filter((column) => !column.always).map((column) => (
              <Checkbox
                key={column.key}
                checked={!layout.hidden.includes(column.key)}
                onChange={(event) => toggle(column.key, event.target.checked)}
              >
                {column.name ?? column.title}
              </Checkbox>
            ))}
          </div>
        }
      >
        <Button type="text" size="small" icon={<Icon name="columns" />}>{t("table.columns", { shown, all: columns.length })}</Button>
      </Popover>
      <Button type="text" size="small" icon={<Icon name="density" />} onClick={() => onChange({ ...layout, density: next })}>
        {t(`table.density.${layout.density}`)}
      </Button>
    </>
  );
}
