import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CapacityWeeksSaveDocument, type BuyingPartnersQuery, type CapacityWeekInput, type CapacityWeeksQuery, type GroupRowFragment } from "@/graphql/sharing/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useNamed } from "@/ui/clock";
import { Banner } from "@/ui/layout";
import { useToast } from "@/ui/toast";
import { DateText, Quantity } from "@/ui/values";
import { AgeSource } from "./figures";
import { pasted, plain, wrongCells, type Cells } from "./sheet";
import { parseAmount } from "./stock";

type Week = CapacityWeeksQuery["capacityWeeks"]["edges"][number]["node"];
type Partner = BuyingPartnersQuery["partnerships"]["edges"][number]["node"];
type Props = { group: GroupRowFragment; mondays: string[]; weeks: Week[]; partners: Partner[]; mayWrite: boolean; onSaved: () => void };

const FIGURES = ["maximum", "shiftEarlier", "shiftLater", "machineAvailable"] as const;

/** Weeks down, figures and partners across; cells are typed or pasted and saved as one act. */
export function WeekSheet({ group, mondays, weeks, partners, mayWrite, onSaved }: Props) {
  const { t } = useTranslation("sharing");
  const named = useNamed();
  const toast = useToast();
  const [cells, setCells] = useState<Cells>({});
  const [refused, setRefused] = useState("");
  const [save, saving] = useAct(CapacityWeeksSaveDocument, (data) => data.capacityWeeksSave);
  const columns = [...FIGURES, ...partners.map((partner) => partner.id)];
  const known = new Map(weeks.map((week) => [week.week, week]));
  const stored = (monday: string, column: string): string => {
    const week = known.get(monday);
    if (!week) return "";
    const figure = FIGURES.find((one) => one === column);
    return figure ? plain(week[figure]) : plain(week.shares.find((share) => share.partnership.id === column)?.agreed ?? "");
  };
  const shown = (monday: string, column: string) => cells[monday]?.[column] ?? stored(monday, column);
  const changed = mondays.filter((monday) => Object.entries(cells[monday] ?? {}).some(([column, text]) => text !== stored(monday, column)));
  const whole = Object.fromEntries(changed.map((monday) => [monday, { ...cells[monday], maximum: shown(monday, "maximum") }]));
  const wrong = wrongCells(whole);
  const amount = (monday: string, column: string, empty: string) => parseAmount(shown(monday, column)) ?? empty;
  const submit = async () => {
    const rows: CapacityWeekInput[] = changed.map((week) => ({
      week, maximum: amount(week, "maximum", "0"), shiftEarlier: amount(week, "shiftEarlier", "0"), shiftLater: amount(week, "shiftLater", "0"),
      machineAvailable: amount(week, "machineAvailable", "100"), shares: partners.map((partner) => ({ partnershipId: partner.id, agreed: amount(week, partner.id, "0") })),
    }));
    const answer = await save({ groupId: group.id, version: group.version, weeks: rows });
    if (!answer.ok) return setRefused(whyNot(answer));
    setCells({});
    setRefused("");
    toast.success(t("capacity.saved", { count: rows.length }));
    onSaved();
  };
  return (
    <>
      {refused && <Banner tone="danger">{refused}</Banner>}
      <div className="week-sheet">
        <table>
          <caption className="f12 t3" style={{ textAlign: "left", padding: "6px 16px" }}>{t("capacity.paste")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("partner.week")}</th>
              {FIGURES.map((key) => <th key={key} scope="col">{t(`capacity.${key}`)}</th>)}
              {partners.map((partner) => <th key={partner.id} scope="col">{t("capacity.agreedWith", { name: named(partner.partner.shortName, partner.partner.shortNameEn) })}</th>)}
              <th scope="col">{t("capacity.free")}</th>
              <th scope="col">{t("partner.age")}</th>
            </tr>
          </thead>
          <tbody>
            {mondays.map((monday) => {
              const week = known.get(monday);
              return (
                <tr key={monday}>
                  <td><DateText value={monday} /></td>
                  {columns.map((column) => (
                    <td key={column}>
                      <input
                        aria-label={`${monday} ${FIGURES.some((one) => one === column) ? t(`capacity.${column}`) : named(partners.find((one) => one.id === column)?.partner.shortName ?? "", partners.find((one) => one.id === column)?.partner.shortNameEn ?? "")}`}
                        aria-invalid={wrong.some((one) => one.row === monday && one.column === column)}
                        className={cells[monday]?.[column] !== undefined && cells[monday][column] !== stored(monday, column) ? "changed" : ""}
                        inputMode="decimal" readOnly={!mayWrite} value={shown(monday, column)}
                        onChange={(event) => setCells({ ...cells, [monday]: { ...cells[monday], [column]: event.target.value } })}
                        onPaste={(event) => {
                          const text = event.clipboardData.getData("text");
                          if (!mayWrite || !/[\t\n]/.test(text)) return;
                          event.preventDefault();
                          setCells(pasted(cells, mondays, columns, { row: monday, column }, text));
                        }}
                      />
                    </td>
                  ))}
                  <td><Quantity value={week?.free} /></td>
                  <td>{week && <AgeSource figure={week} />}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {changed.length > 0 && (
        <div className="panel-foot row g8">
          <span className="f12 t2">{wrong.length > 0 ? t("capacity.wrong", { count: wrong.length }) : t("capacity.changed", { count: changed.length })}</span>
          <span className="grow" />
          <Button onClick={() => { setCells({}); setRefused(""); }}>{t("capacity.discard")}</Button>
          <Button type="primary" loading={saving} disabled={wrong.length > 0} onClick={() => void submit()}>{t("capacity.save")}</Button>
        </div>
      )}
    </>
  );
}
