import { Button, Modal, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ForecastDiscardActDocument, ForecastItemsDocument, ForecastPublishActDocument, ForecastSaveActDocument, type ForecastHeadFragment } from "@/graphql/forecast/graphql";
import { useCan } from "@/session/SessionProvider";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useNamed } from "@/ui/clock";
import { useToast } from "@/ui/toast";
import { PublishDialog } from "./PublishDialog";
import { refusedCells, seriesOf, type GridRow } from "./sheet";
import type { Sheet } from "./useSheet";

/** The buyer's acts on a draft: add an item, save what was typed as one act, publish, discard. */
export function DraftBar({ head, rows, sheet, onDone, onGone }: {
  head: ForecastHeadFragment; rows: GridRow[]; sheet: Sheet; onDone: () => void; onGone: () => void;
}) {
  const { t } = useTranslation("forecast");
  const toast = useToast();
  const may = useCan("FORECAST_WRITE");
  const [publishing, setPublishing] = useState(false);
  const [modal, holder] = Modal.useModal();
  const [act, saving] = useAct(ForecastSaveActDocument, (data) => data.forecastSave);
  const [publishAct, busy] = useAct(ForecastPublishActDocument, (data) => data.forecastPublish);
  const [discardAct] = useAct(ForecastDiscardActDocument, (data) => data.forecastDiscard);
  if (!may) return null;
  const document = { forecastId: head.id, version: head.version };

  const write = async (given: { itemId: string; start: string; quantities: (string | null)[] }[]) => {
    const answer = await act({ ...document, rows: given });
    if (!answer.ok) {
      sheet.refuse(refusedCells(answer.refused[0]?.params));
      toast.error(whyNot(answer));
      return;
    }
    sheet.clear();
    onDone();
  };
  const save = () => write(rows.flatMap((row) => {
    const series = seriesOf(sheet.edits[row.id] ?? {});
    return series && row.itemId ? [{ itemId: row.itemId, ...series }] : [];
  }));
  const publish = async () => {
    const answer = await publishAct(document);
    if (!answer.ok) {
      toast.error(whyNot(answer));
      return;
    }
    setPublishing(false);
    toast.success(t("published", { number: head.number }));
    onDone();
  };
  const discard = () => modal.confirm({
    title: t("discardTitle", { number: head.number }), okText: t("discard"), cancelText: t("keep"), okButtonProps: { danger: true },
    onOk: async () => {
      const answer = await discardAct(document);
      if (answer.ok) onGone();
      else toast.error(whyNot(answer));
    },
  });
  return (
    <div className="panel forecast-bar">
      {holder}
      <b>{t("draftOf", { number: head.number })}</b>
      <span className="t3 f12">{t("frozenWeeks", { n: head.frozenWeeks })} · {t("pasteHint")}</span>
      <AddItem head={head} known={rows} onAdd={(itemId) => void write([{ itemId, start: head.start, quantities: ["0"] }])} />
      <span className="grow" />
      {sheet.count > 0 && <Button onClick={() => sheet.clear()}>{t("undoAll")}</Button>}
      <Button danger onClick={() => void discard()}>{t("discard")}</Button>
      <Button disabled={sheet.count === 0} loading={saving} onClick={() => void save()}>{t("saveCells", { n: sheet.count })}</Button>
      <Button type="primary" disabled={sheet.count > 0 || head.rowCount === 0} onClick={() => setPublishing(true)}>{t("publish", { number: head.number })}</Button>
      {publishing && <PublishDialog head={head} busy={busy} onPublish={() => void publish()} onClose={() => setPublishing(false)} />}
    </div>
  );
}

function AddItem({ head, known, onAdd }: { head: ForecastHeadFragment; known: GridRow[]; onAdd: (itemId: string) => void }) {
  const { t } = useTranslation("forecast");
  const named = useNamed();
  const [search, setSearch] = useState("");
  const { data } = useRead(ForecastItemsDocument, { filter: { partnershipId: head.partnershipId, search: search || null }, first: 50 });
  const items = (data?.items.edges ?? []).map((edge) => edge.node).filter((item) => !known.some((row) => row.itemId === item.id));
  return (
    <Select
      showSearch={{ filterOption: false, onSearch: setSearch }} value={null} placeholder={t("addItem")} aria-label={t("addItem")} style={{ width: 220 }}
      onSelect={(id: string | null) => id && onAdd(id)} options={items.map((item) => ({ value: item.id, label: `${item.number} ${named(item.name, item.nameEn)}` }))}
    />
  );
}
