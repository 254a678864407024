import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { MarketRulesDocument, type ListingRowFragment, type ListingSide } from "@/graphql/market/graphql";
import { useCan } from "@/session/SessionProvider";
import { useRead } from "@/session/useRead";
import { Tabs } from "@/ui/chips";
import { Icon } from "@/ui/icons";
import { Banner, PageHead, Panel } from "@/ui/layout";
import { InstantText } from "@/ui/values";
import { ListingDialog } from "./ListingDialog";
import { Listings } from "./Listings";
import { Loans } from "./Loans";
import { Proposals } from "./Proposals";
import "./market.css";

const TABS = ["proposals", "offers", "needs", "loans"] as const;

/** What we offer and need, what has been matched without names, and what is lent. */
export default function MarketPage() {
  const { t } = useTranslation("market");
  const [search, setSearch] = useSearchParams();
  const tab = TABS.find((one) => one === search.get("tab")) ?? "proposals";
  const [editing, setEditing] = useState<ListingRowFragment | ListingSide | null>(null);
  const mayWrite = useCan("MARKET_WRITE");
  const { data } = useRead(MarketRulesDocument, {});
  const rules = data?.marketRules;
  return (
    <div className="market">
      <PageHead
        title={t("title")} hint={t("hint")}
        acts={mayWrite && (
          <div className="row g8 wrap">
            <Button icon={<Icon name="plus" />} onClick={() => setEditing("NEED")}>{t("post.NEED")}</Button>
            <Button type="primary" icon={<Icon name="plus" />} onClick={() => setEditing("OFFER")}>{t("post.OFFER")}</Button>
          </div>
        )}
      />
      {rules && (
        <Banner tone="info">
          {t("rules.text", { hours: rules.answerHours, days: rules.apartDays })} {t("rules.next")}<InstantText value={rules.nextRoundAt} />
        </Banner>
      )}
      <Panel bare>
        <Tabs label={t("title")} value={tab} choices={TABS.map((key) => ({ key, label: t(`tab.${key}`) }))} onChange={(key) => setSearch({ tab: key }, { replace: true })} />
        <div role="tabpanel" aria-label={t(`tab.${tab}`)}>
          {tab === "proposals" && <Proposals />}
          {tab === "offers" && <Listings key="OFFER" side="OFFER" onEdit={mayWrite ? setEditing : undefined} />}
          {tab === "needs" && <Listings key="NEED" side="NEED" onEdit={mayWrite ? setEditing : undefined} />}
          {tab === "loans" && <Loans />}
        </div>
      </Panel>
      {editing && rules && (
        <ListingDialog
          side={typeof editing === "string" ? editing : editing.side} listing={typeof editing === "string" ? null : editing} distances={rules.distances}
          onClose={() => setEditing(null)} onDone={(side) => { setEditing(null); setSearch({ tab: side === "OFFER" ? "offers" : "needs" }, { replace: true }); }}
        />
      )}
    </div>
  );
}
