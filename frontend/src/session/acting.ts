/** The enterprise this browser tab acts for; two tabs may act for two enterprises. */
const KEY = "lianwang.acting";

export function actingEnterprise(): string | null {
  return sessionStorage.getItem(KEY);
}

export function setActingEnterprise(id: string | null): void {
  if (id) sessionStorage.setItem(KEY, id);
  else sessionStorage.removeItem(KEY);
}
