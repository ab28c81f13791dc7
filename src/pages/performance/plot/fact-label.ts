import { REGISTRY } from '../../../metrics/registry.ts';
import type { PLOT_FACTS } from '../../../view/plot-questions.ts';

/** What a number of the whole filter is called. */
export function factLabel(metric: (typeof PLOT_FACTS)[number]): string {
  return metric === 'count' ? 'Transactions' : REGISTRY[metric].label;
}
