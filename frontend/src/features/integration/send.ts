import { storedLanguage } from "@/i18n";

export type Answer = { status: number; milliseconds: number; body: string };

/** One request as it stands, under the rights of the person; the answer as the server gave it. Throws when there is none. */
export async function send(query: string, variables: unknown): Promise<Answer> {
  const began = performance.now();
  const response = await fetch("/graphql/", {
    method: "POST", credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-Lianwang": "1", "Accept-Language": storedLanguage() },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const milliseconds = Math.round(performance.now() - began);
  try {
    return { status: response.status, milliseconds, body: JSON.stringify(JSON.parse(text), null, 2) };
  } catch {
    return { status: response.status, milliseconds, body: text };
  }
}
