/**
 * Exact decimals as strings, the way the server sends them. Only for showing sums of what a
 * person is typing; what counts is computed by the server.
 */
interface Scaled { digits: bigint; scale: number }

const PATTERN = /^(-)?(\d+)(?:\.(\d*))?$/;

/** Reads what people type: thousands separators, full-width digits, surrounding blanks. Null when it is no number. */
export function parseDecimal(text: string): string | null {
  const plain = text
    .replace(/[\uFF10-\uFF19]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/[\uFF0E]/g, ".")
    .replace(/[\s,\uFF0C]/g, "")
    .replace(/^\u2212/, "-");
  return PATTERN.test(plain) ? plain.replace(/\.$/, "") : null;
}

function scaled(value: string): Scaled {
  const match = PATTERN.exec(value);
  if (!match) throw new RangeError(`not a decimal: ${value}`);
  const fraction = match[3] ?? "";
  const digits = BigInt(`${match[2]}${fraction}`);
  return { digits: match[1] ? -digits : digits, scale: fraction.length };
}

function rescale({ digits, scale }: Scaled, target: number): bigint {
  return digits * 10n ** BigInt(target - scale);
}

function written(digits: bigint, scale: number): string {
  const sign = digits < 0n ? "-" : "";
  const text = (digits < 0n ? -digits : digits).toString().padStart(scale + 1, "0");
  const whole = text.slice(0, text.length - scale);
  const fraction = scale ? text.slice(-scale).replace(/0+$/, "") : "";
  return `${sign}${whole}${fraction ? `.${fraction}` : ""}`;
}

/** Exact sum; an empty list is "0". */
export function sumDecimals(values: readonly string[]): string {
  const parts = values.map(scaled);
  const scale = Math.max(0, ...parts.map((part) => part.scale));
  return written(parts.reduce((total, part) => total + rescale(part, scale), 0n), scale);
}

/** a − b, exact. */
export function subtractDecimals(a: string, b: string): string {
  const [left, right] = [scaled(a), scaled(b)];
  const scale = Math.max(left.scale, right.scale);
  return written(rescale(left, scale) - rescale(right, scale), scale);
}

/** Negative, zero or positive, as for sorting. */
export function compareDecimals(a: string, b: string): number {
  const difference = subtractDecimals(a, b);
  return difference.startsWith("-") ? -1 : difference === "0" ? 0 : 1;
}

/** True for a number above zero. */
export function isPositive(value: string | null | undefined): value is string {
  return value != null && PATTERN.test(value) && compareDecimals(value, "0") > 0;
}

/** Without trailing zeros: "1200.000" → "1200", as one would type it. */
export function trimDecimal(value: string): string {
  return sumDecimals([value]);
}

/** (b − a) ÷ a in per cent with one digit, half away from zero; null when a is zero. */
export function percentChange(a: string, b: string): string | null {
  const [left, right] = [scaled(a), scaled(b)];
  const scale = Math.max(left.scale, right.scale);
  const base = rescale(left, scale);
  if (base === 0n) return null;
  const perMille = ((rescale(right, scale) - base) * 10_000n) / base;
  const rounded = (perMille + (perMille < 0n ? -5n : 5n)) / 10n;
  return written(rounded, 1);
}

/** |b − a| ≤ a × percent / 100, exact. */
export function isWithinPercent(a: string, b: string, percent: string): boolean {
  const [left, right, share] = [scaled(a), scaled(b), scaled(percent)];
  const scale = Math.max(left.scale, right.scale);
  const base = rescale(left, scale);
  const gap = rescale(right, scale) - base;
  return (gap < 0n ? -gap : gap) * 100n * 10n ** BigInt(share.scale) <= base * share.digits;
}
