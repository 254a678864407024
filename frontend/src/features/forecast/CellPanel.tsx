import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { ForecastCellHistoryDocument } from "@/graphql/forecast/graphql";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Chip } from "@/ui/chips";
import { useNamed } from "@/ui/clock";
import { formatQuantity } from "@/ui/format";
import { Icon } from "@/ui/icons";
import { LinkButton } from "@/ui/LinkButton";
import { InstantText } from "@/ui/values";
import { GLYPHS } from "./GridCell";
import type { GridRow } from "./sheet";
import { weekNumber } from "@/ui/weeks";
import type { Sheet } from "./useSheet";

/** One cell: what is said now, why, and how it became so. */
export function CellPanel({ rows, sheet }: { rows: GridRow[]; sheet: Sheet }) {
  const { t } = useTranslation("forecast");
  const named = useNamed();
  const mayAsk = useCan("QUESTION_ASK");
  const row = sheet.at ? rows[sheet.at.row] : undefined;
  const week = sheet.at ? sheet.weeks[sheet.at.column] : undefined;
  const cell = row?.cells.find((one) => one.week === week);
  if (!row || !week || !cell) return null;
  return (
    <aside className="panel forecast-cell" aria-label={t("cell")}>
      <div className="panel-head">
        <h2>{named(row.itemName, row.itemNameEn)} · {t("week", { n: weekNumber(week) })}</h2>
        <span className="grow" />
        <Button type="text" size="small" aria-label={t("close")} icon={<Icon name="cross" />} onClick={() => sheet.move(null)} />
      </div>
      <div className="panel-body">
        <dl className="trio">
          <div><dt>{t("forecast")}</dt><dd>{formatQuantity(cell.forecast)}</dd></div>
          <div><dt>{t("commit")} {cell.confidence && `${GLYPHS[cell.confidence]} ${t(`confidence.${cell.confidence}`)}`}</dt><dd>{cell.commit == null ? "—" : formatQuantity(cell.commit)}</dd></div>
          <div><dt>{t("gap")}</dt><dd className={cell.gap?.startsWith("-") ? "danger" : ""}>{cell.gap == null ? "—" : formatQuantity(cell.gap)}</dd></div>
        </dl>
        {cell.exceptions.length > 0 && <p className="row g8 wrap">{cell.exceptions.map((one) => <Chip key={one} tone={one === "OVER" ? "info" : one === "CHANGED" ? "warn" : "danger"}>{t(`exception.${one}`)}</Chip>)}</p>}
        {(cell.reasonCode ?? cell.note) && <p>{cell.reasonCode && t(`ui:reason.${cell.reasonCode}`)} {cell.note}</p>}
        {mayAsk && row.mySide === "BUYER" && row.itemId && <AskBelow itemId={row.itemId} itemNumber={row.itemNumber} quantity={cell.forecast} week={week} />}
        {row.forecast.status === "PUBLISHED" && <History id={row.id} week={week} />}
      </div>
    </aside>
  );
}

/** On to the question whether the tiers below can hold this week's quantity. */
function AskBelow(wish: { itemId: string; itemNumber: string; quantity: string; week: string }) {
  const { t } = useTranslation("forecast");
  const address = new URLSearchParams({ item: wish.itemId, number: wish.itemNumber, quantity: wish.quantity, week: wish.week });
  return (
    <p className="col g4">
      <LinkButton to={`/questions?${address.toString()}`} icon={<Icon name="speech" />}>{t("askBelow")}</LinkButton>
      <span className="f12 t3">{t("askBelowHint")}</span>
    </p>
  );
}

function History({ id, week }: { id: string; week: string }) {
  const { t } = useTranslation("forecast");
  const { data } = useRead(ForecastCellHistoryDocument, { id, week });
  const moments = data?.forecastRow?.history ?? [];
  return (
    <>
      <h3>{t("history")}</h3>
      <table className="moments">
        <thead><tr><th>{t("version")}</th><th className="r">{t("quantity")}</th><th>{t("who")}</th></tr></thead>
        <tbody>
          {moments.map((one, place) => (
            <tr key={place}>
              <td>v{one.number}</td>
              <td className="r">{one.kind === "COMMIT" && one.confidence ? `${GLYPHS[one.confidence]} ` : ""}<b>{formatQuantity(one.quantity)}</b></td>
              <td>{t(one.kind === "COMMIT" ? "didCommit" : "didForecast")}{one.byName && ` · ${one.byName}`} <InstantText value={one.occurredAt} />{(one.reasonCode ?? one.note) && <div className="t3">{one.reasonCode && t(`ui:reason.${one.reasonCode}`)} {one.note}</div>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
