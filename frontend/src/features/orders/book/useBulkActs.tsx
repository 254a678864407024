import { useTranslation } from "react-i18next";
import { CancelLinesDocument, DecideProposalsDocument, RemindLinesDocument, type BookRowFragment, type DecisionKind, type ReasonCode } from "@/graphql/orders/graphql";
import { useAct, whyNot, type ActAnswer } from "@/session/useAct";
import { useToast } from "@/ui/toast";
import { outcomeOf, type BulkOutcome } from "./outcome";

/** The acts on many schedule lines at once; what was refused is told line by line. */
export function useBulkActs(rows: ReadonlyMap<string, BookRowFragment>) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const [remind, reminding] = useAct(RemindLinesDocument, (data) => data.scheduleLinesRemind);
  const [cancel, cancelling] = useAct(CancelLinesDocument, (data) => data.scheduleLinesCancel);
  const [decide, deciding] = useAct(DecideProposalsDocument, (data) => data.proposalsDecide);

  const label = (id: string) => {
    const row = rows.get(id);
    return row ? `${row.orderNumber} / ${row.label}` : "";
  };
  const tell = (answer: ActAnswer<unknown>, done: string, outcome: BulkOutcome | null) => {
    if (!answer.ok || !outcome) return message.error(whyNot(answer));
    if (outcome.failed.length === 0 && outcome.proposed > 0) {
      return message.info(t("bulk.proposed", { count: outcome.proposed, done: outcome.done - outcome.proposed }));
    }
    if (outcome.failed.length === 0) return message.success(t(done, { count: outcome.done }));
    message.report(
      t("bulk.partly", { done: outcome.done, failed: outcome.failed.length }),
      outcome.failed.map((item) => ({ name: item.label, text: item.refused[0]?.message ?? "" })),
    );
  };

  return {
    busy: reminding || cancelling || deciding,
    remind: async (lines: BookRowFragment[]) => {
      const answer = await remind({ ids: lines.map((line) => line.id) });
      tell(answer, "bulk.reminded", answer.payload && outcomeOf(answer.payload.results, (result) => label(result.scheduleLineId)));
    },
    cancel: async (lines: BookRowFragment[], reasonCode: ReasonCode, note: string) => {
      const answer = await cancel({ items: lines.map((line) => ({ scheduleLineId: line.id, version: line.version, reasonCode, note })) });
      tell(answer, "bulk.cancelled", answer.payload && outcomeOf(answer.payload.results, (result) => label(result.scheduleLineId)));
      return answer.ok;
    },
    decide: async (lines: BookRowFragment[], kind: DecisionKind) => {
      const withProposal = lines.flatMap((line) => (line.openProposal ? [{ line, proposal: line.openProposal }] : []));
      const answer = await decide({
        decisions: withProposal.map(({ line, proposal }) => ({ proposalId: proposal.id, version: line.version, kind })),
      });
      const lineOf = (proposalId: string) => withProposal.find(({ proposal }) => proposal.id === proposalId)?.line.id ?? "";
      tell(answer, kind === "ACCEPT" ? "bulk.accepted" : "bulk.declined",
        answer.payload && outcomeOf(answer.payload.results, (result) => label(lineOf(result.proposalId))));
    },
  };
}
