import { lazy, Suspense, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Icon } from "@/ui/icons";
import { useShortcuts } from "@/ui/keys";

const HelpDialog = lazy(() => import("./HelpDialog"));
const GO: Record<string, string> = { w: "/", o: "/orders", c: "/confirm", n: "/notifications" };

/** `?` shows all keys; `g` and a letter goes somewhere. */
export function HelpKeys() {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [opened, setOpened] = useState(false);
  const show = () => {
    setOpened(true);
    setOpen(true);
  };
  const goPressedAt = useRef(0);

  const second = (letter: string) => () => {
    const to = GO[letter];
    if (to && Date.now() - goPressedAt.current < 1_200) void navigate(to);
    goPressedAt.current = 0;
  };
  useShortcuts({
    "?": show,
    g: () => (goPressedAt.current = Date.now()),
    w: second("w"), o: second("o"), c: second("c"), n: second("n"),
  });

  return (
    <>
      <button type="button" className="icon-button help" aria-label={t("help.title")} onClick={show}>
        <Icon name="help" />
      </button>
      {opened && <Suspense fallback={null}><HelpDialog open={open} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
