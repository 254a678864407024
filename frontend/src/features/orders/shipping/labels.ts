import { isSscc } from "./sscc";

interface Packed { id: string; packageCount: number; sscc: string }

/** One label: a unit with its own container code, or one package of a lot without. */
export interface Label<Line extends Packed> { key: string; line: Line; number: number; of: number; sscc: string | null }

/** The labels of a notice, numbered through. */
export function labelsOf<Line extends Packed>(lines: readonly Line[]): Label<Line>[] {
  const labels = lines.flatMap((line): { line: Line; sscc: string | null }[] => {
    if (isSscc(line.sscc)) return [{ line, sscc: line.sscc }];
    return Array.from({ length: Math.max(1, line.packageCount) }, () => ({ line, sscc: null }));
  });
  return labels.map(({ line, sscc }, index) => ({ key: `${line.id}:${index}`, line, sscc, number: index + 1, of: labels.length }));
}
