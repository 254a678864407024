import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ImportFixCellsDocument, type CellFixInput } from "@/graphql/exchange/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { Keycap, Segments } from "@/ui/chips";
import { formatQuantity } from "@/ui/format";
import { Banner, Panel } from "@/ui/layout";
import { EmptyFilter, ErrorState, Skeleton } from "@/ui/page-states";
import { useToast } from "@/ui/toast";
import { CausePanel } from "./CausePanel";
import { Counters } from "./Counters";
import type { Run } from "./ImportRunPage";
import { Sheet } from "./Sheet";
import { useImportRows, type RowFilter } from "./useImportRows";

export type View = "all" | "errors" | "attention";
const FILTERS: Record<View, RowFilter> = {
  all: { states: null, onlyErrors: null },
  errors: { states: null, onlyErrors: true },
  attention: { states: ["ATTENTION"], onlyErrors: null },
};

type Undo = CellFixInput;

/** The sheet as it was read, with every wrong cell; fixed here or in the file, nothing is written yet. */
export function ReviewRows({ run }: { run: Run }) {
  const { t } = useTranslation("exchange");
  const message = useToast();
  const [view, setView] = useState<View>("all");
  const [wanted, setWanted] = useState<number | null>(null);
  const list = useImportRows(run.id, FILTERS[view], true);
  const [fix, fixing] = useAct(ImportFixCellsDocument, (data) => data.importFixCells);
  const undos = useRef<Undo[]>([]);

  const apply = async (input: { cells?: CellFixInput[]; causes?: string[]; skipRows?: number[] }) => {
    const answer = await fix({ runId: run.id, ...input });
    if (!answer.ok) message.error(whyNot(answer));
    await list.refresh();
    return answer.ok;
  };
  const fixCell = async (cell: CellFixInput, before: string) => {
    if (await apply({ cells: [cell] })) undos.current.push({ ...cell, value: before });
  };
  const undo = () => {
    const last = undos.current.pop();
    if (last) void apply({ cells: [last] });
  };
  const show = (next: View, row: number | null = null) => {
    setView(next);
    setWanted(row);
  };
  const counts = run.counts;
  const hasCauses = run.causes.length > 0;
  return (
    <>
      <Counters run={run} view={view} onView={show} />
      <div className={`import-layout ${hasCauses ? "" : "whole"}`}>
        <Panel
          bare
          foot={
            <>
              <span className="grow">{list.total !== null && t("sheet.shown", { shown: list.rows.length, all: formatQuantity(String(list.total)) })}</span>
              <span className="row g6"><Keycap>N</Keycap>{t("sheet.nextError")}</span>
              <span className="row g6"><Keycap>↵</Keycap>{t("sheet.edit")}</span>
              <span className="row g6"><Keycap>⌘Z</Keycap>{t("sheet.undo")}</span>
            </>
          }
        >
          <div className="row g8 wrap" style={{ padding: "8px 12px 8px 16px", borderBottom: "1px solid var(--line)" }}>
            <Segments
              label={t("sheet.view")} value={view} onChange={show}
              choices={[
                { key: "all", label: t("sheet.all"), count: counts.rows },
                { key: "errors", label: t("sheet.errors"), count: counts.refused },
                { key: "attention", label: t("sheet.attention"), count: counts.attention },
              ]}
            />
            <span className="grow" />
            <span className="f12 t3">{t("sheet.hint")}</span>
          </div>
          {list.failure && <ErrorState what={t("sheet.rows")} failure={list.failure} onRetry={() => void list.refresh()} />}
          {list.total === null && !list.failure && <Skeleton rows={10} height={44} what={t("sheet.loading")} />}
          {list.total === 0 && <EmptyFilter filters={view === "all" ? 0 : 1} onClear={() => show("all")} />}
          {list.rows.length > 0 && (
            <Sheet
              run={run} rows={list.rows} wantedRow={wanted} isEditable isBusy={fixing}
              onEnd={list.more} onFix={fixCell} onUndo={undo}
            />
          )}
        </Panel>
        {hasCauses && (
          <CausePanel
            run={run} isBusy={fixing}
            onFixAll={(key) => void apply({ causes: [key] })}
            onSkip={(rows) => void apply({ skipRows: rows })}
            onOpen={(row) => show("errors", row)}
          />
        )}
      </div>
      {!hasCauses && counts.refused === 0 && <div style={{ marginTop: 12 }}><Banner tone="ok">{t("sheet.allGood")}</Banner></div>}
    </>
  );
}
