import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "@/ui/icons";
import { Pop } from "@/ui/Pop";

/** The name of a figure that opens into how it is reckoned. */
export function Formula({ name, children, align = "left" }: { name: string; children: ReactNode; align?: "left" | "right" }) {
  const { t } = useTranslation("planning");
  return (
    <Pop
      label={t("formula.of", { name })} align={align}
      button={(props) => <button type="button" className="formula" {...props}>{name}<Icon name="help" size="xs" /></button>}
    >
      {() => <div className="formula-text f13">{children}</div>}
    </Pop>
  );
}
