import { Button, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ImportSetMappingDocument } from "@/graphql/exchange/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Banner, Panel } from "@/ui/layout";
import type { Run } from "./ImportRunPage";

/** Which column holds what; asked only when the headings were not recognised. */
export function MapColumns({ run }: { run: Run }) {
  const { t } = useTranslation("exchange");
  const [fields, setFields] = useState<Record<number, string | null>>(() => Object.fromEntries(run.columns.map((column) => [column.index, column.field])));
  const [save, busy] = useAct(ImportSetMappingDocument, (data) => data.importSetMapping);
  const [refusal, setRefusal] = useState("");
  const used = Object.values(fields);
  const missing = run.fields.filter((field) => field.isRequired && !used.includes(field.key));
  const submit = async () => {
    const answer = await save({ runId: run.id, columns: run.columns.map((column) => ({ column: column.index, field: fields[column.index] ?? null })) });
    setRefusal(answer.ok ? "" : whyNot(answer));
  };
  return (
    <Panel
      bare title={t("map.title")} hint={t("map.hint")}
      foot={
        <>
          <span className={`grow ${missing.length > 0 ? "warn" : ""}`}>{missing.length > 0 ? t("map.missing", { fields: missing.map((field) => field.label).join(t("comma")) }) : t("map.complete")}</span>
          <Button type="primary" loading={busy} disabled={missing.length > 0} onClick={() => void submit()}>{t("map.submit", { count: run.columns.length })}</Button>
        </>
      }
    >
      {refusal && <div style={{ padding: 12 }}><Banner tone="danger">{refusal}</Banner></div>}
      <div style={{ overflowX: "auto" }}>
        <table className="plain form">
          <thead><tr><th style={{ width: 60 }}>{t("map.letter")}</th><th>{t("map.header")}</th><th style={{ width: 320 }}>{t("map.readAs")}</th><th>{t("map.example")}</th></tr></thead>
          <tbody>
            {run.columns.map((column) => {
              const field = run.fields.find((one) => one.key === fields[column.index]);
              return (
                <tr key={column.index}>
                  <td className="mono">{column.letter}</td>
                  <td>{column.header || <span className="t3">{t("map.noHeader")}</span>}</td>
                  <td>
                    <Select
                      style={{ width: 300 }} aria-label={t("map.readAsOf", { letter: column.letter })} allowClear showSearch={{ optionFilterProp: "label" }}
                      value={fields[column.index] ?? null} placeholder={t("map.ignore")}
                      options={run.fields.map((one) => ({ value: one.key, label: one.isRequired ? t("map.requiredField", { name: one.label }) : one.label, disabled: used.includes(one.key) && fields[column.index] !== one.key }))}
                      onChange={(value: string | null | undefined) => setFields({ ...fields, [column.index]: value ?? null })}
                    />
                  </td>
                  <td className="t3">{field ? [field.example, field.hint].filter(Boolean).join(" · ") : "—"}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
