import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { MarketListingsDocument, MarketListingWithdrawDocument, type ListingRowFragment, type ListingSide } from "@/graphql/market/graphql";
import { usePages } from "@/live/usePages";
import { useAct, whyNot } from "@/session/useAct";
import { Chip } from "@/ui/chips";
import { useLanguage, useNamed } from "@/ui/clock";
import { formatAge, formatQuantity } from "@/ui/format";
import { EmptyState, ErrorState, Skeleton } from "@/ui/page-states";
import { useToast } from "@/ui/toast";
import { DateText, MoneyText } from "@/ui/values";
import { LISTING_LOOKS } from "./looks";
import { useMarketLive } from "./useMarketLive";

type Props = { side: ListingSide; onEdit?: (listing: ListingRowFragment) => void };

/** Our own offers or needs; nobody else sees them. */
export function Listings({ side, onEdit }: Props) {
  const { t } = useTranslation("market");
  const pages = usePages(MarketListingsDocument, { filter: { sides: [side] }, first: 30 }, (data) => data.marketListings);
  useMarketLive(pages.reload);
  return (
    <>
      {pages.loading && <Skeleton rows={5} height={110} what={t(`side.${side}`)} />}
      {pages.failure && <ErrorState what={t(`side.${side}`)} failure={pages.failure} onRetry={pages.reload} />}
      {pages.head && pages.rows.length === 0 && <EmptyState icon="factory" title={t(`listing.empty.${side}`)}>{t("listing.emptyText")}</EmptyState>}
      <div className="market-cards">
        {pages.rows.map((row) => <ListingCard key={row.id} listing={row} onEdit={onEdit} onChanged={pages.reload} />)}
      </div>
      {pages.hasMore && <div className="market-more"><Button block onClick={pages.more}>{t("more")}</Button></div>}
    </>
  );
}

type CardProps = { listing: ListingRowFragment; onEdit?: (listing: ListingRowFragment) => void; onChanged: () => void };

function ListingCard({ listing, onEdit, onChanged }: CardProps) {
  const { t } = useTranslation("market");
  const named = useNamed();
  const language = useLanguage();
  const toast = useToast();
  const [withdraw, withdrawing] = useAct(MarketListingWithdrawDocument, (data) => data.marketListingWithdraw);
  const look = LISTING_LOOKS[listing.status];
  const isLive = listing.status === "OPEN" || listing.status === "DRAFT";
  const takeOff = async () => {
    const done = await withdraw({ listingId: listing.id, version: listing.version });
    if (done.ok) toast.success(t("listing.withdrawn"));
    else toast.error(whyNot(done));
    onChanged();
  };
  return (
    <article className="market-card" aria-label={listing.subjectName}>
      <header className="row g8 wrap">
        <Chip tone={look.tone} icon={look.icon}>{t(`listing.status.${listing.status}`)}</Chip>
        <b>{listing.subjectName}{listing.grade && ` · ${listing.grade}`}</b>
        <span className="f12 t3">{t(`kind.${listing.kind}`)}</span>
        <span className="grow" />
        <span className="f12 t3 nw"><time dateTime={listing.asOf}>{listing.ageHours < 1 ? t("age.fresh") : formatAge(listing.ageHours * 3600, language)}</time> · {t(`source.${listing.source === "API" ? "API" : "TYPED"}`)}</span>
      </header>
      <dl className="market-terms">
        <div><dt>{t(`listing.quantity.${listing.kind}`)}</dt><dd className="b nw">{formatQuantity(String(listing.quantityLow))}–{formatQuantity(String(listing.quantityHigh))} {listing.unitName}</dd></div>
        <div><dt>{t(`listing.price.${listing.side}`)}</dt><dd><MoneyText value={listing.priceLimit} currency="CNY" /></dd></div>
        <div><dt>{t("listing.weeks")}</dt><dd className="nw"><DateText value={listing.firstWeek} /> – <DateText value={listing.lastWeek} /></dd></div>
        <div><dt>{t("listing.site")}</dt><dd className="ell">{named(listing.site.name, listing.site.nameEn)}</dd></div>
        {listing.item && <div><dt>{t("listing.item")}</dt><dd className="ell"><span className="mono">{listing.item.number}</span> {named(listing.item.name, listing.item.nameEn)}</dd></div>}
      </dl>
      <p className="f12 t2 row g8 wrap">
        {listing.toleranceGrade != null && <span>IT{listing.toleranceGrade}</span>}
        {listing.certificates.map((one) => <span key={one}>{t(`certificate.${one}`)}</span>)}
        {listing.farthest != null && <span>{t("known.distance", { km: listing.farthest })}</span>}
        {listing.excludedIds.length > 0 && <span>{t("listing.excludes", { count: listing.excludedIds.length })}</span>}
        {listing.note && <span className="t3 ell">{listing.note}</span>}
      </p>
      {onEdit && isLive && (
        <footer className="row g8">
          <Button onClick={() => onEdit(listing)}>{t("listing.edit")}</Button>
          <Button danger loading={withdrawing} onClick={() => void takeOff()}>{t("listing.withdraw")}</Button>
        </footer>
      )}
    </article>
  );
}
