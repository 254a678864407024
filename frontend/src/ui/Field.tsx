import { useId, type ReactNode } from "react";
import { Icon } from "./icons";

/** A labelled field; the reason it was refused stands right below it. */
export function Field({ label, refusal, hint, children }: {
  label: string; refusal?: string; hint?: string; children: (props: { id: string; describedBy: string | undefined }) => ReactNode;
}) {
  const id = useId();
  const below = refusal || hint ? `${id}-below` : undefined;
  return (
    <div className="col g4">
      <label htmlFor={id} className="f12 t2">{label}</label>
      {children({ id, describedBy: below })}
      {refusal
        ? <span id={below} className="f12 danger row g4" role="alert"><Icon name="alert" size="xs" />{refusal}</span>
        : hint && <span id={below} className="f12 t3">{hint}</span>}
    </div>
  );
}
