import { Button, Input } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useAsk } from "./useAsk";
import { Chip } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { useToast } from "@/ui/toast";
import { curlOf, EXAMPLES, variablesText, type Example } from "./examples";
import type { Answer } from "./send";
import "./integration.css";

const TOPICS = ["forecast", "stock", "capacity", "shared", "orders"] as const;

/** Where a system of one's own begins: address, schema, keys, and requests to try under one's own rights. */
export default function ExplorerPage() {
  const { t } = useTranslation("integration");
  const [example, setExample] = useState<Example>(EXAMPLES[0]!);
  return (
    <div className="integration">
      <PageHead
        title={t("title")} hint={t("hint")}
        acts={<>
          <Button icon={<Icon name="download" />} href="/graphql/schema.graphql">{t("schema")}</Button>
          <Link to="/settings/tokens"><Button icon={<Icon name="key" />} tabIndex={-1}>{t("tokens")}</Button></Link>
        </>}
      />
      <Banner tone="warn" icon="alert">{t("real")}</Banner>
      <div className="integration-split">
        <Panel bare>
          <nav aria-label={t("examples")}>
            {TOPICS.map((topic) => (
              <section key={topic}>
                <h2 className="f12 t3">{t(`topic.${topic}`)}</h2>
                {EXAMPLES.filter((one) => one.topic === topic).map((one) => (
                  <button key={one.key} type="button" className={one === example ? "example on" : "example"} aria-current={one === example} onClick={() => setExample(one)}>{t(`example.${one.key}`)}</button>
                ))}
              </section>
            ))}
          </nav>
        </Panel>
        <Request key={example.key} example={example} />
      </div>
    </div>
  );
}

function Request({ example }: { example: Example }) {
  const { t } = useTranslation("integration");
  const toast = useToast();
  const [text, setText] = useState(example.text);
  const [variables, setVariables] = useState(() => variablesText(example, crypto.randomUUID()));
  const { ask, busy, answer, wrong } = useAsk();
  const copy = () => {
    try {
      void navigator.clipboard.writeText(curlOf(window.location.origin, text, variables)).then(() => toast.success(t("copied")), () => toast.info(t("copyFailed")));
    } catch {
      toast.error(t("variablesWrong"));
    }
  };
  return (
    <div className="integration-ask">
      <Panel title={t("request")} extra={<span className="mono f12 t3">POST /graphql/</span>}>
        <Input.TextArea className="mono" aria-label={t("document")} value={text} autoSize={{ minRows: 8, maxRows: 20 }} spellCheck={false} onChange={(event) => setText(event.target.value)} />
        <div className="f12 t3">{t("variables")}</div>
        <Input.TextArea className="mono" aria-label={t("variables")} value={variables} autoSize={{ minRows: 3, maxRows: 14 }} spellCheck={false} status={wrong === "variables" ? "error" : undefined} onChange={(event) => setVariables(event.target.value)} />
        {wrong && <div className="danger f13" role="alert">{t(wrong === "variables" ? "variablesWrong" : "noAnswer")}</div>}
        <div className="row g8 wrap">
          <Button type="primary" loading={busy} icon={<Icon name="send" />} onClick={() => void ask(text, variables)}>{t("run")}</Button>
          <Button icon={<Icon name="paper" />} onClick={copy}>{t("curl")}</Button>
        </div>
      </Panel>
      {answer && <Answered answer={answer} />}
    </div>
  );
}

function Answered({ answer }: { answer: Answer }) {
  const { t } = useTranslation("integration");
  const isGood = answer.status === 200 && !/^ {2}"errors"/m.test(answer.body);
  return (
    <Panel title={t("answer")} extra={<span className="row g8"><Chip tone={isGood ? "ok" : "danger"} icon={isGood ? "check" : "alert"}>HTTP {answer.status}</Chip><span className="f12 t3">{answer.milliseconds} ms</span></span>}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable with the keyboard */}
      <pre className="mono" tabIndex={0} aria-label={t("answer")}>{answer.body}</pre>
    </Panel>
  );
}
