import type { EpochMs, Range } from '../model/time.ts';
import { fitRange } from './range.ts';
import { useView } from './use-view.ts';

/** Looks at the time since data begin alone. `range`: what the view's range stands for. */
export function useFit(range: Range): (begin: EpochMs) => void {
  const { view, edit } = useView();
  return (begin) => edit({ range: fitRange(view.range, begin, range.end) });
}
