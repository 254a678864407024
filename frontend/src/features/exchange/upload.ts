import { storedLanguage } from "@/i18n";
import { actingEnterprise } from "@/session/acting";

export type Uploaded = { id: string; name: string; size: number };

/** The server did not take the file; the message is ready to show. */
export class UploadRefused extends Error {}

/** Brings a file to the server. Nothing is read from it yet. Raises UploadRefused with the server's reason. */
export async function uploadFile(file: File, noAnswer: string): Promise<Uploaded> {
  const body = new FormData();
  body.append("file", file);
  const acting = actingEnterprise();
  const response = await fetch("/files/uploads", {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-Lianwang": "1", "Accept-Language": storedLanguage(), ...(acting && { "X-Acting-Enterprise": acting }) },
    body,
  }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  if (!response?.ok) {
    const errors = (answer as { errors?: { message: string }[] } | null)?.errors;
    throw new UploadRefused(errors?.[0]?.message ?? noAnswer);
  }
  return answer as Uploaded;
}
