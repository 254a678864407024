import { useTranslation } from "react-i18next";
import {
  CancelBackorderDocument, CancelLinesDocument, ChangeLineDocument, CloseLineDocument, InspectLinesDocument, RemindLinesDocument, ReportProductionDocument,
  SettleLinesDocument, WithdrawRejectionDocument, type OrderLineFragment, type ReasonCode,
} from "@/graphql/orders/graphql";
import { useAct, whyNot, type ActAnswer, type Refused } from "@/session/useAct";
import { useToast } from "@/ui/toast";

type Result = { outcome: string; errors: Refused[] };

/** What a person asks for instead of what stands. Empty parts stay as they are. */
export type Wanted = { quantity: string; date: string; price: string; reasonCode: ReasonCode | null; note: string };

/** Everything that can be done to one schedule line; each says what came of it and returns whether it went through. */
export function useLineActs(line: OrderLineFragment) {
  const { t } = useTranslation("orders");
  const message = useToast();
  const [remind] = useAct(RemindLinesDocument, (data) => data.scheduleLinesRemind);
  const [cancel, cancelling] = useAct(CancelLinesDocument, (data) => data.scheduleLinesCancel);
  const [change, changing] = useAct(ChangeLineDocument, (data) => data.scheduleLineChange);
  const [cancelBackorder] = useAct(CancelBackorderDocument, (data) => data.backorderCancel);
  const [inspect] = useAct(InspectLinesDocument, (data) => data.scheduleLinesInspect);
  const [settle] = useAct(SettleLinesDocument, (data) => data.scheduleLinesSettle);
  const [close] = useAct(CloseLineDocument, (data) => data.scheduleLineClose);
  const [report, reporting] = useAct(ReportProductionDocument, (data) => data.productionReport);
  const [withdraw] = useAct(WithdrawRejectionDocument, (data) => data.rejectionWithdraw);

  const said = (answer: ActAnswer<unknown>, done: string, result?: Result) => {
    const refused = whyNot(answer) || (result?.errors[0]?.message ?? "");
    if (refused) message.error(refused);
    else message.success(t(result?.outcome === "PROPOSED" ? "acts.proposed" : done, { label: line.label }));
    return !refused;
  };
  const one = { scheduleLineId: line.id, version: line.version };

  return {
    busy: cancelling || changing || reporting,
    remind: () => remind({ ids: [line.id] }).then((answer) => said(answer, "acts.reminded", answer.payload?.results[0])),
    cancel: (reasonCode: ReasonCode, note: string) =>
      cancel({ items: [{ ...one, reasonCode, note }] }).then((answer) => said(answer, "acts.cancelled", answer.payload?.results[0])),
    change: ({ quantity, date, price, reasonCode, note }: Wanted) => change({
      ...one, quantity: quantity || undefined, date: date || undefined, price: price || undefined, reasonCode, note: note || undefined,
    }).then((answer) => ({ done: answer.ok && said(answer, answer.payload?.scheduleLine?.openProposal ? "acts.proposed" : "acts.changed"), why: whyNot(answer) })),
    cancelBackorder: () => cancelBackorder({ item: one }).then((answer) => said(answer, "acts.backorderCancelled")),
    inspect: () => inspect({ items: [one] }).then((answer) => said(answer, "acts.inspected", answer.payload?.results[0])),
    settle: () => settle({ items: [one] }).then((answer) => said(answer, "acts.settled", answer.payload?.results[0])),
    close: () => close(one).then((answer) => said(answer, "acts.closed")),
    report: (percent: number) => report({ ...one, percent }).then((answer) => said(answer, "production.done")),
    withdrawRejection: () => withdraw(one).then((answer) => said(answer, "acts.rejectionWithdrawn")),
  };
}
