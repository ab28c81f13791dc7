import type { ReactNode } from 'react';
import type { Update } from '../../model/source.ts';
import { formatInterval, roundedToMinutes } from '../../ui/filter/range-words.ts';
import { formatCount, formatMinute, zoneName } from '../../ui/format.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useInfo } from '../../view/use-info.ts';
import { useLoading } from '../../view/use-loading.ts';
import type { Zone } from '../../view/view.ts';
import css from './performance.module.css';

/** Less than this part of a period without data is a pause between two transactions. */
const NOTED_PART = 0.05;

/** Says what changes are measured against, and how much of it there is. */
export function ComparedWith(props: {
  readonly scope: ComparedScope;
  readonly zone: Zone;
  readonly loading: Update['loading'];
  /** Rows of the other side that match; NaN while not known. */
  readonly otherRows: number;
}): ReactNode {
  const { scope, zone, loading, otherRows } = props;
  const words = useCompareWords(formatMinute);
  const first = useInfo().info?.extent?.start;
  const { stopped } = useLoading();
  const { versus } = scope;
  if (loading !== null) {
    const { rows, total } = loading;
    return (
      <>
        nothing yet:{' '}
        <span className={css.period} role="status" title="Numbers are of these rows.">
          {formatCount(rows)}
          {total === null ? '' : ` of ${formatCount(total)}`} rows loaded, newest first
        </span>
      </>
    );
  }
  if (versus === undefined) return <span className={css.period}>nothing: comparing is off</span>;
  if (stopped !== null && Number.isNaN(otherRows)) {
    return <span className={css.period}>nothing: loading was stopped before it came</span>;
  }
  const other = versus.range ?? scope.range;
  const isWithout = first !== undefined && first >= other.end;
  if (isWithout || (otherRows === 0 && versus.range === undefined)) {
    return <span className={css.period}>nothing: {words.none}</span>;
  }
  if (otherRows === 0) return <span className={css.period}>nothing: no transaction of then matches</span>;
  if (versus.range === undefined) return <span className={css.period}>{words.noun}</span>;
  const missed = first === undefined ? 0 : first - other.start;
  const isShort = first !== undefined && missed > NOTED_PART * (other.end - other.start);
  const told = roundedToMinutes(isShort ? { start: first, end: other.end } : other);
  return (
    <span className={css.period} title={`This is ${words.noun}.`}>
      {formatInterval(told, zone)} {zoneName(told.start, zone)}
      {isShort && ', all there is of it'}
    </span>
  );
}
