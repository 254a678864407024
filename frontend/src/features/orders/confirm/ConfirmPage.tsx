import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Route, Routes, useMatch, useParams } from "react-router";
import { PageHead } from "@/ui/layout";
import { MissingState } from "@/ui/page-states";
import { AnswerPage } from "./AnswerPage";
import { useWide } from "./bits";
import { CardList } from "./CardList";
import { LinePage, WAYS, type Way } from "./LinePage";
import { ResultPage } from "./ResultPage";
import { useCards, type CardFilter } from "./useCards";
import "../fields.css";
import "./confirm.css";

/** Supplier's orders to answer: one thing at a time on a phone, list and answer side by side on a desk. */
export default function ConfirmPage() {
  const wide = useWide();
  return <div className="confirm">{wide ? <SideBySide /> : <Narrow />}</div>;
}

function Narrow() {
  return (
    <Routes>
      <Route index element={<ListOnly />} />
      <Route path=":orderId/*" element={<OneOrder />} />
    </Routes>
  );
}

function Title({ count }: { count: number | null }) {
  const { t } = useTranslation("orders");
  return <PageHead title={t("confirm.title")} hint={count === null ? undefined : t("confirm.hint", { count })} />;
}

function ListOnly() {
  const [filter, setFilter] = useState<CardFilter>("all");
  const cards = useCards(filter);
  return (
    <>
      <Title count={cards.counts.all} />
      <CardList cards={cards} filter={filter} onFilter={setFilter} currentId={null} />
    </>
  );
}

function SideBySide() {
  const { t } = useTranslation("orders");
  const [filter, setFilter] = useState<CardFilter>("all");
  const cards = useCards(filter);
  const opened = useMatch("/confirm/:orderId/*")?.params.orderId ?? null;
  const current = opened ?? cards.orders?.[0]?.id ?? null;
  return (
    <>
      <Title count={cards.counts.all} />
      <div className="confirm-split">
        <aside className="confirm-side" aria-label={t("confirm.list")}>
          <CardList cards={cards} filter={filter} onFilter={setFilter} currentId={current} />
        </aside>
        <section>
          <Routes>
            <Route index element={current ? <AnswerPage key={current} orderId={current} /> : null} />
            <Route path=":orderId/*" element={<OneOrder />} />
          </Routes>
        </section>
      </div>
    </>
  );
}

function OneOrder() {
  const { orderId = "" } = useParams();
  return (
    <Routes>
      <Route index element={<AnswerPage key={orderId} orderId={orderId} />} />
      <Route path="result" element={<ResultPage key={orderId} orderId={orderId} />} />
      <Route path=":lineId/:way" element={<OneLine orderId={orderId} />} />
    </Routes>
  );
}

function OneLine({ orderId }: { orderId: string }) {
  const { lineId = "", way } = useParams();
  if (!WAYS.includes(way as Way)) return <MissingState />;
  return <LinePage orderId={orderId} lineId={lineId} way={way as Way} />;
}
