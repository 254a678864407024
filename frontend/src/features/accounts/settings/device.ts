const BROWSERS: [RegExp, string][] = [[/MicroMessenger|wxwork/i, "WeChat"], [/Edg\//, "Edge"], [/Firefox\//, "Firefox"], [/Chrome\//, "Chrome"], [/Safari\//, "Safari"]];
const SYSTEMS: [RegExp, string][] = [[/Android/, "Android"], [/iPhone|iPad/, "iOS"], [/Windows/, "Windows"], [/Mac OS X/, "macOS"], [/Linux/, "Linux"]];

const first = (agent: string, names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1];

/** "Chrome · Windows" from a browser's own description; null when it says nothing known. */
export function deviceOf(agent: string): string | null {
  const parts = [first(agent, BROWSERS), first(agent, SYSTEMS)].filter(Boolean);
  return parts.length ? parts.join(" · ") : null;
}
