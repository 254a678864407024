/**
 * Serial shipping container codes as GS1-128 bars: start C, FNC1, application identifier 00
 * and the 18 digits in pairs, modulo-103 check, stop.
 */

// Widths of bar, space, bar, … for the 107 symbols of ISO/IEC 15417, six digits each (the stop has seven).
const WIDTHS = (
  "212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 " +
  "113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 " +
  "212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 " +
  "113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 " +
  "314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 " +
  "241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 " +
  "214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 " +
  "211232 2331112"
).split(" ");

const START_C = 105;
const FNC1 = 102;
const STOP = 106;

/** Check digit of the first 17 digits of an SSCC (weights 3 and 1 from the left). */
export function ssccCheckDigit(digits: string): number {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

export function isSscc(code: string): boolean {
  return /^\d{18}$/.test(code) && ssccCheckDigit(code.slice(0, 17)) === Number(code[17]);
}

/** Symbol values with start, function code, check and stop. */
export function ssccSymbols(sscc: string): number[] {
  const pairs = (`00${sscc}`.match(/\d\d/g) ?? []).map(Number);
  const values = [FNC1, ...pairs];
  const check = values.reduce((total, value, index) => total + value * (index + 1), START_C) % 103;
  return [START_C, ...values, check, STOP];
}

export interface Bar { x: number; width: number }

/** Dark bars in modules from 0, without the quiet zone; `modules` is the whole width. */
export function ssccBars(sscc: string): { bars: Bar[]; modules: number } {
  const bars: Bar[] = [];
  let x = 0;
  for (const symbol of ssccSymbols(sscc)) {
    [...(WIDTHS[symbol] ?? "")].forEach((digit, index) => {
      const width = Number(digit);
      if (index % 2 === 0) bars.push({ x, width });
      x += width;
    });
  }
  return { bars, modules: x };
}

/** "(00) 3 6901234 000021901 3": the readable line under the bars. */
export function ssccText(sscc: string): string {
  return `(00) ${sscc.slice(0, 1)} ${sscc.slice(1, 8)} ${sscc.slice(8, 17)} ${sscc.slice(17)}`;
}
