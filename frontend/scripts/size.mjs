/** Fails when the script a browser loads for the first route passes the budget (gzip, kilobytes of 1,000 bytes). */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const BUDGET_KB = 300;
const FIRST_ROUTES = ["src/features/orders/worklist/WorklistPage.tsx", "src/features/accounts/entry/SignInPage.tsx"];
const CATALOGUE = "src/i18n/catalogue.zh.ts";

const dist = new URL("../dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** Every chunk an entry needs before it can draw: its own and all static imports below it. */
function closure(names) {
  const seen = new Set();
  const visit = (name) => {
    if (seen.has(name)) return;
    if (!manifest[name]) throw new Error(`not in the build manifest: ${name}`);
    seen.add(name);
    (manifest[name].imports ?? []).forEach(visit);
  };
  names.forEach(visit);
  return [...seen].map((name) => manifest[name].file).filter((file) => file.endsWith(".js"));
}

const weight = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000;

let failed = false;
for (const route of FIRST_ROUTES) {
  const files = [...new Set(closure(["index.html", CATALOGUE, route]))];
  const total = files.reduce((sum, file) => sum + weight(file), 0);
  const verdict = total <= BUDGET_KB ? "ok" : "TOO LARGE";
  console.log(`${route}: ${total.toFixed(1)} kB gzip of ${BUDGET_KB} (${verdict})`);
  files.map((file) => [weight(file), file]).sort((a, b) => b[0] - a[0])
    .forEach(([kb, file]) => console.log(`  ${kb.toFixed(1).padStart(7)}  ${file}`));
  failed ||= total > BUDGET_KB;
}
process.exit(failed ? 1 : 0);
