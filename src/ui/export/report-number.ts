import { toChange } from '../figure/change.ts';
import type { Compared } from '../figure/change.ts';
import { formatValue } from '../format.ts';
import type { ReportNumber } from './report-parts.tsx';

const ARROWS = { up: '↑ ', down: '↓ ' } as const;

/** A number of a report, with its change where it is compared with something. */
export function toReportNumber(label: string, compared: Compared, isCompared: boolean): ReportNumber {
  const { value, unit } = compared;
  const { arrow, text } = toChange(compared);
  return {
    label,
    value: formatValue(value, unit),
    change: isCompared ? `${arrow === null ? '' : ARROWS[arrow]}${text}` : '',
  };
}
