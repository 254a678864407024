import { useTranslation } from "react-i18next";
import { useLanguage, useNow } from "@/ui/clock";
import { InstantText } from "@/ui/values";
import { ledgerSentence, type LedgerWords } from "./words";
import "./ledger-list.css";

type Entry = LedgerWords & { id: string; occurredAt: string; actorName: string; scheduleLineLabel?: string };

/** The ledger as a list of who did what when, for narrow places and whole orders. */
export function LedgerList({ entries, unit }: { entries: readonly Entry[]; unit: string }) {
  const { t } = useTranslation("orders");
  const language = useLanguage();
  const now = useNow();
  return (
    <ol className="ledger-list">
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className="t3 f12 nw ledger-when"><InstantText value={entry.occurredAt} /></span>
          <div className="grow">
            <div className="row g6 wrap">
              {entry.scheduleLineLabel && <span className="t3">{entry.scheduleLineLabel}</span>}
              <b>{t(`ledger.kind.${entry.kind}`)}</b>
              <span className="t3 f12">{entry.actorName || t(`side.${entry.side}`)}</span>
            </div>
            <div className="f12 t2">{ledgerSentence(entry, unit, t, language, now)}</div>
          </div>
        </li>
      ))}
    </ol>
  );
}
