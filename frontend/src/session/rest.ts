/** The sign-in doors (`/auth/*`): JSON over POST, cookie session. */
import { storedLanguage } from "@/i18n";

export type Refusal = { code: string; field: string | null; message: string; params: Record<string, unknown> };

/** The server refused; its reasons are ready to show. */
export class AuthRefused extends Error {
  constructor(readonly status: number, readonly refusals: Refusal[]) {
    super(refusals[0]?.message ?? `HTTP ${status}`);
  }
  get code(): string {
    return this.refusals[0]?.code ?? "";
  }
}

async function post<Answer>(path: string, body: object = {}): Promise<Answer> {
  const response = await fetch(`/auth/${path}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-Lianwang": "1", "Accept-Language": storedLanguage() },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new AuthRefused(response.status, (answer as { errors?: Refusal[] }).errors ?? []);
  return answer as Answer;
}

export type SignInState = { state: "SIGNED_IN" | "SECOND_FACTOR" | "PASSWORD_CHANGE" };
export type Enrolment = { secret: string; uri: string; qrSvg: string };

export const auth = {
  signIn: (login: string, password: string) => post<SignInState>("sign-in", { login, password }),
  secondFactor: (code: string) => post<SignInState>("second-factor", { code }),
  signOut: () => post<object>("sign-out"),
  changePassword: (current: string, next: string) => post<object>("password", { current, new: next }),
  enrol: () => post<Enrolment>("second-factor/enrol"),
  confirmEnrolment: (code: string) => post<{ recoveryCodes: string[] }>("second-factor/confirm", { code }),
};
