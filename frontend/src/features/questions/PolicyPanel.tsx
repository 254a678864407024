import { Switch } from "antd";
import { useTranslation } from "react-i18next";
import { QuestionPolicyDocument, QuestionPolicySetDocument } from "@/graphql/questions/graphql";
import { useAct, whyNot } from "@/session/useAct";
import { useRead } from "@/session/useRead";
import { useCan } from "@/session/SessionProvider";
import { Panel } from "@/ui/layout";
import { useToast } from "@/ui/toast";

const SWITCHES = ["byCapacity", "byStock", "passesOn"] as const;

/** What is answered without a person, and whether our own suppliers are asked in turn. */
export function PolicyPanel() {
  const { t } = useTranslation("questions");
  const toast = useToast();
  const { data, reload } = useRead(QuestionPolicyDocument, {});
  const [set, setting] = useAct(QuestionPolicySetDocument, (answer) => answer.questionPolicySet);
  const mayWrite = useCan("SHARING_WRITE");
  const policy = data?.questionPolicy;
  if (!policy) return null;
  const { version, byCapacity, byStock, passesOn } = policy;
  const change = async (part: Partial<Record<(typeof SWITCHES)[number], boolean>>) => {
    const answer = await set({ version, byCapacity, byStock, passesOn, ...part });
    if (!answer.ok) toast.error(whyNot(answer));
    reload();
  };
  return (
    <Panel title={t("policy.title")} hint={t("policy.hint")}>
      <div className="question-policy">
        {SWITCHES.map((name) => (
          <div key={name} className="row g8">
            <Switch size="small" checked={policy[name]} disabled={!mayWrite} loading={setting} aria-label={t(`policy.${name}`)} onChange={(on) => void change({ [name]: on })} />
            <span><b className="f13">{t(`policy.${name}`)}</b><br /><span className="f12 t3">{t(`policy.${name}Hint`)}</span></span>
          </div>
        ))}
      </div>
    </Panel>
  );
}
