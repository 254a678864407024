import { useState, type DragEvent } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { useNavigate } from "react-router";
import { ExchangeMappingsDocument, ImportStartDocument, type ExchangeMappingsQuery } from "@/graphql/exchange/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { Icon } from "@/ui/icons";
import { Banner, Panel } from "@/ui/layout";
import { ErrorState, Skeleton } from "@/ui/page-states";
import { uploadFile } from "./upload";

/** People import the same kind of file again and again. */
const LAST_USED = "lianwang.import.kind";
const USUAL = "orders.order_lines";

type Mapping = ExchangeMappingsQuery["importMappings"][number];

/** What kind of file it is, its empty workbook, and the place to drop it. */
export function StartImport() {
  const { t } = useTranslation("exchange");
  const { data, loading, failure, reload } = useRead(ExchangeMappingsDocument, {});
  // A list that leads here names its own kind of file.
  const [search] = useSearchParams();
  const [picked, setPicked] = useState(() => search.get("kind") ?? localStorage.getItem(LAST_USED) ?? USUAL);
  const mappings = data?.importMappings ?? [];
  const mapping = mappings.find((one) => one.key === picked) ?? mappings[0];
  const pick = (key: string) => {
    setPicked(key);
    localStorage.setItem(LAST_USED, key);
  };
  return (
    <Panel title={t("start.title")} hint={t("start.hint")}>
      {loading && <Skeleton rows={2} height={44} />}
      {failure && <ErrorState what={t("start.mappings")} failure={failure} onRetry={reload} />}
      {mapping && (
        <div className="col g16">
          <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
            <legend className="f12 t2" style={{ marginBottom: 6 }}>{t("start.which")}</legend>
            <div className="mapping-choice">
              {mappings.map((one) => (
                <label key={one.key} className="mapping-card">
                  <input type="radio" name="mapping" checked={one.key === mapping.key} onChange={() => pick(one.key)} />
                  <span><b className="f13">{one.name}</b><span className="f12 t3" style={{ display: "block" }}>{one.description}</span></span>
                </label>
              ))}
            </div>
          </fieldset>
          <DropZone mapping={mapping} />
        </div>
      )}
    </Panel>
  );
}

function DropZone({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslation("exchange");
  const navigate = useNavigate();
  const [start] = useAct(ImportStartDocument, (data) => data.importStart);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState("");
  const [refusal, setRefusal] = useState("");

  const take = async (file: File | undefined) => {
    if (!file) return;
    setRefusal("");
    setBusy(file.name);
    try {
      const uploaded = await uploadFile(file, t("start.noAnswer"));
      const answer = await start({ uploadId: uploaded.id, mapping: mapping.key });
      const run = answer.payload?.run;
      if (answer.ok && run) void navigate(`/imports/${run.id}`);
      else setRefusal(whyNot(answer));
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : t("start.noAnswer"));
    } finally {
      setBusy("");
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const required = mapping.fields.filter((field) => field.isRequired).map((field) => field.label).join(t("comma"));
  return (
    <>
      {refusal && <Banner tone="danger"><b>{t("start.refused")}</b> {refusal}</Banner>}
      <label
        className={`drop-zone ${over ? "over" : ""}`} onDragOver={(event) => { event.preventDefault(); setOver(true); }}
        onDragLeave={() => setOver(false)} onDrop={onDrop}
      >
        <Icon name="upload" size="l" />
        <b>{busy ? t("start.uploading", { file: busy }) : t("start.drop", { name: mapping.name })}</b>
        <span className="f12 t3">{t("start.formats")}</span>
        <input
          type="file" className="sr" accept=".xlsx,.xls,.csv" disabled={busy !== ""}
          onChange={(event) => { void take(event.target.files?.[0]); event.target.value = ""; }}
        />
      </label>
      <p className="f12 t2">
        {t("start.required", { fields: required })}{" "}
        <a href={mapping.templateUrl} download><Icon name="download" size="xs" /> {t("start.template", { name: mapping.name })}</a>
      </p>
    </>
  );
}
