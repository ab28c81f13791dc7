import type { MeasureQuestion, Measured } from '../model/alerts.ts';
import type { Source } from '../model/source.ts';
import { useAside } from './use-aside.ts';
import type { Aside } from './use-aside.ts';

function measure(source: Source, question: MeasureQuestion, signal: AbortSignal): Promise<Measured> {
  return source.measure(question, signal);
}

function isWhole({ complete }: Measured): boolean {
  return complete;
}

/** What a rule would have measured; asked again as more is loaded, until that is all. Null: not yet. */
export function useMeasured(question: MeasureQuestion | null): Aside<MeasureQuestion, Measured> {
  return useAside(question, measure, isWhole);
}
