import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PlanPolicyNowDocument, PlanPolicySetDocument, type PolicyFactsFragment } from "@/graphql/planning/graphql";
import { type Refused, useAct } from "@/session/useAct";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Field } from "@/ui/Field";
import { Icon } from "@/ui/icons";
import { Banner, Panel } from "@/ui/layout";
import { ErrorState, Skeleton } from "@/ui/page-states";

const WHOLE = ["weeks", "seconds"] as const;
const RATES = ["holdingPercent", "safetyPercent", "backlogPercent", "orderCost"] as const;
const NAMES = [...WHOLE, ...RATES];
type Name = (typeof NAMES)[number];

/** The rates plans are made with, each with what it is a share of. */
export function PolicyPanel() {
  const { t } = useTranslation("planning");
  const may = useCan("PLAN_WRITE");
  const read = useRead(PlanPolicyNowDocument, {});
  const [open, setOpen] = useState(false);
  const policy = read.data?.planPolicy;
  return (
    <Panel title={t("policy.title")} hint={policy && policy.version === 0 ? t("policy.unset") : undefined} extra={may && policy && <Button size="small" icon={<Icon name="pen" />} onClick={() => setOpen(true)}>{t("terms.edit")}</Button>}>
      {read.loading && <Skeleton rows={1} height={44} what={t("policy.title")} />}
      {read.failure && <ErrorState what={t("policy.title")} failure={read.failure} onRetry={read.reload} />}
      {policy && (
        <dl className="plan-rates">
          {NAMES.map((name) => <div key={name}><dt>{t(`policy.${name}`)}</dt><dd>{t(`policy.${name}Value`, { value: Number(policy[name]) })}</dd></div>)}
        </dl>
      )}
      {open && policy && <PolicyDialog policy={policy} onClose={() => setOpen(false)} onDone={() => { setOpen(false); read.reload(); }} />}
    </Panel>
  );
}

function PolicyDialog({ policy, onClose, onDone }: { policy: PolicyFactsFragment; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation("planning");
  const [draft, setDraft] = useState<Record<Name, string>>(() => Object.fromEntries(NAMES.map((name) => [name, String(policy[name])])) as Record<Name, string>);
  const [refused, setRefused] = useState<Refused[]>([]);
  const [failure, setFailure] = useState("");
  const [save, saving] = useAct(PlanPolicySetDocument, (answer) => answer.planPolicySet);
  const isWrong = (name: Name) => !(WHOLE.some((one) => one === name) ? /^\d{1,4}$/ : /^\d+(\.\d+)?$/).test(draft[name].trim());
  const submit = async () => {
    const rates = { holdingPercent: draft.holdingPercent.trim(), safetyPercent: draft.safetyPercent.trim(), backlogPercent: draft.backlogPercent.trim(), orderCost: draft.orderCost.trim() };
    const answer = await save({ version: policy.version, weeks: Number(draft.weeks), seconds: Number(draft.seconds), ...rates });
    if (answer.ok) onDone();
    setRefused(answer.refused);
    setFailure(answer.failure?.message ?? "");
  };
  const rest = failure || refused.find((one) => !NAMES.some((name) => name === one.field))?.message;
  return (
    <Modal open title={t("policy.title")} onCancel={onClose} okText={t("demand.save")} cancelText={t("cancel")} confirmLoading={saving} okButtonProps={{ disabled: NAMES.some(isWrong) }} onOk={() => void submit()}>
      <div className="col g12">
        {rest && <Banner tone="danger">{rest}</Banner>}
        {NAMES.map((name) => (
          <Field key={name} label={t(`policy.${name}`)} hint={t(`policy.${name}Hint`)} refusal={isWrong(name) ? t("policy.notANumber") : refused.find((one) => one.field === name)?.message}>
            {({ id, describedBy }) => <Input id={id} aria-describedby={describedBy} inputMode="decimal" value={draft[name]} onChange={(event) => setDraft({ ...draft, [name]: event.target.value })} />}
          </Field>
        ))}
      </div>
    </Modal>
  );
}
