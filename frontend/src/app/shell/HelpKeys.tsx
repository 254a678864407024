import { lazy, Suspense, useEffect, useState } from "react";
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
  // The second letters are ours only right after `g`: otherwise they belong to the page.
  const [going, setGoing] = useState(false);
  useEffect(() => {
    if (!going) return;
    const timer = setTimeout(() => setGoing(false), 1_200);
    return () => clearTimeout(timer);
  }, [going]);
  const second = Object.fromEntries(Object.entries(GO).map(([letter, to]) => [letter, () => {
    setGoing(false);
    void navigate(to);
  }]));
  useShortcuts({ "?": show, g: () => setGoing(true), ...(going ? second : {}) });

  return (
    <>
      <button type="button" className="icon-button help" aria-label={t("help.title")} onClick={show}>
        <Icon name="help" />
      </button>
      {opened && <Suspense fallback={null}><HelpDialog open={open} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
