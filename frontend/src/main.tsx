import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "@/app/App";
import { storedLanguage, switchLanguage } from "@/i18n";
import "@/ui/styles/tokens.css";
import "@/ui/styles/base.css";
import "@/ui/styles/kit.css";
import "@/ui/styles/shell.css";

const root = document.getElementById("root");
if (!root) throw new Error("no #root in the page");

const language = storedLanguage();
void switchLanguage(language).then((locale) => {
  createRoot(root).render(
    <StrictMode>
      <App language={language} locale={locale} />
    </StrictMode>,
  );
});
