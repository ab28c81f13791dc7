import type { ViewField } from './view-field.ts';
import { PLOTS } from './plot-kind.ts';
import { DEFAULT_VIEW } from './view.ts';

const plot: ViewField = {
  keys: ['plot'],
  encode: ({ plot }) => (plot === DEFAULT_VIEW.plot ? [] : [['plot', plot]]),
  decode: (params) => {
    const text = params.get('plot');
    if (text === null) return {};
    const plot = PLOTS.find((word) => word === text);
    return plot === undefined ? { problem: `There is no plot “${text}”; the heatmap is shown.` } : { plot };
  },
};

/** What the plot of the Performance page draws. */
export const PLOT_FIELDS: readonly ViewField[] = [plot];
