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

/** How far a sign-in has come; the first thing still missing. */
export type AuthState = "SIGNED_OUT" | "SECOND_FACTOR" | "PASSWORD_EXPIRED" | "NO_ROLE" | "SIGNED_IN";
export type AuthStanding = { state: AuthState; hasSecondFactor?: boolean };
export type Enrolment = { secret: string; uri: string; qrSvg: string };

async function standing(): Promise<AuthStanding> {
  const response = await fetch("/auth/session", { credentials: "same-origin" });
  if (!response.ok) throw new AuthRefused(response.status, []);
  return response.json() as Promise<AuthStanding>;
}

export const auth = {
  standing,
  signIn: (login: string, password: string) => post<AuthStanding>("sign-in", { login, password }),
  secondFactor: (code: string) => post<AuthStanding>("second-factor", { code }),
  signOut: () => post<AuthStanding>("sign-out"),
  changePassword: (current: string, next: string) => post<AuthStanding>("password", { current, new: next }),
  enrol: () => post<Enrolment>("second-factor/enrol"),
  confirmEnrolment: (code: string) => post<AuthStanding & { recoveryCodes: string[] }>("second-factor/confirm", { code }),
};
