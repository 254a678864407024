import type { ReactNode } from "react";
import { Icon, type IconName } from "./icons";
import type { Tone } from "./states";

/** A surface with a hairline; head and foot only where they say something. */
export function Panel({ title, hint, extra, foot, bare = false, children, className = "" }: {
  title?: ReactNode; hint?: ReactNode; extra?: ReactNode; foot?: ReactNode;
  /** True when the content brings its own padding (tables). */
  bare?: boolean; children?: ReactNode; className?: string;
}) {
  return (
    <section className={`panel ${className}`}>
      {title && (
        <div className="panel-head">
          <h2>{title}</h2>
          {hint && <span className="f12 t3 ell">{hint}</span>}
          <span className="grow" />
          {extra}
        </div>
      )}
      {bare ? children : <div className="panel-body">{children}</div>}
      {foot && <div className="panel-foot">{foot}</div>}
    </section>
  );
}

/** Title, what stands beside it, and the page's acts at the right. */
export function PageHead({ title, hint, acts, crumb }: { title: ReactNode; hint?: ReactNode; acts?: ReactNode; crumb?: ReactNode }) {
  return (
    <>
      {crumb && <nav className="crumb">{crumb}</nav>}
      <div className="page-head">
        <h1>{title}</h1>
        {hint && <span className="t2 f13">{hint}</span>}
        <span className="grow" />
        {acts}
      </div>
    </>
  );
}

export type Fact = { label: string; value: ReactNode };

export function FactStrip({ facts }: { facts: Fact[] }) {
  return (
    <dl className="panel facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

const BANNER_ICONS: Record<Exclude<Tone, "nego">, IconName> = {
  danger: "alert", warn: "alert", info: "info", ok: "check", neut: "clock",
};

/** A sentence across a panel: what happened, why, what is safe, what to do. */
export function Banner({ tone, icon, children }: { tone: Exclude<Tone, "nego">; icon?: IconName; children: ReactNode }) {
  return (
    <div className={`banner ${tone}`} role={tone === "danger" ? "alert" : "status"}>
      <Icon name={icon ?? BANNER_ICONS[tone]} />
      <div className="grow">{children}</div>
    </div>
  );
}
