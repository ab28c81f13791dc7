import { showName } from '../../metrics/derive.ts';
import type { Query } from '../../model/query.ts';
import { isTimeKey } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import type { LineLook, Series } from '../../ui/chart/series.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { numbersOf } from '../../view/read-result.ts';
import type { Widget } from '../../view/view.ts';

function lookOf({ metric, of = 'duration' }: Widget): LineLook {
  if (of !== 'duration') return 'plain';
  return metric === 'p50' || metric === 'p75' || metric === 'p95' || metric === 'p99' ? metric : 'plain';
}

/** What a widget's chart draws, of the answer to `seriesQuery`. `other`: what it is compared with. */
export function toSeries(asked: Query, result: Result, widget: Widget, other: string): Series {
  const step = asked.by.find(isTimeKey)?.time ?? 1;
  const { values, unit } = numbersOf(result, showName(widget));
  const versus =
    asked.versus === undefined ? null : numbersOf(result, showName({ ...widget, read: 'versus' })).values;
  return {
    times: numbersOf(result, 'time').values,
    step,
    range: asked.range,
    shift: asked.range.start - (asked.versus?.range ?? asked.range).start,
    other,
    unit,
    isShare: widget.metric === 'apdex',
    lines: [{ id: showName(widget), label: widgetWords(widget), look: lookOf(widget), values, versus }],
    rows: numbersOf(result, 'sampled_count').values,
    covered: result.covered,
  };
}
