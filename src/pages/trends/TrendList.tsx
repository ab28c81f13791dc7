import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Scope } from '../../model/query.ts';
import { isTimeKey } from '../../model/query.ts';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { bucketStart } from '../../model/time.ts';
import { showName } from '../../metrics/derive.ts';
import { formatCount } from '../../ui/format.ts';
import type { RowSelection } from '../../ui/table/use-row-selection.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { numbersOf, textsOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import type { TrendLook } from '../../view/trend-look.ts';
import type { TransactionId } from '../../view/view.ts';
import { TrendCard } from './TrendCard.tsx';
import { isSameName } from '../../trends/ignored.ts';
import { keyOf } from './found.ts';
import type { FoundTrend } from './found.ts';
import { coursesQuery } from './questions.ts';
import css from './trends.module.css';

/** Cards of a list at most; the classic page had five. */
export const MOST_CARDS = 12;

/** The course of each transaction of an answer to `coursesQuery`: one value a bucket, NaN where it had no event. */
function toCourses(asked: Query, result: Result, { by, of }: TrendLook): ReadonlyMap<string, number[]> {
  const step = asked.by.find(isTimeKey)?.time ?? 1;
  const start = bucketStart(asked.range.start, step);
  const buckets = Math.ceil((asked.range.end - start) / step);
  const courses = new Map<string, number[]>();
  const projects = textsOf(result, 'project');
  const times = numbersOf(result, 'time').values;
  const values = numbersOf(result, showName({ metric: by, of })).values;
  for (const [row, transaction] of textsOf(result, 'transaction').entries()) {
    const key = keyOf({ project: projects[row] ?? '', transaction: transaction ?? '' });
    const course = courses.get(key) ?? Array.from({ length: buckets }, () => Number.NaN);
    courses.set(key, course);
    course[Math.round(((times[row] ?? start) - start) / step)] = values[row] ?? Number.NaN;
  }
  return courses;
}

/** The transactions that changed in one direction. */
export function TrendList(props: {
  readonly title: string;
  readonly none: string;
  readonly advice: string;
  /** What says that it is good news; left out where it is none. */
  readonly icon?: ReactNode;
  readonly trends: readonly FoundTrend[];
  /** The number of its first row among the rows of the page. */
  readonly firstRow: number;
  readonly opened: TransactionId | null;
  readonly scope: Scope;
  readonly look: TrendLook;
  readonly selection: RowSelection<FoundTrend>;
  /** Asks why one changed. */
  readonly onExplain: (key: string) => void;
  /** Null where the source keeps no settings. */
  readonly onIgnore: ((ids: readonly TransactionId[]) => void) | null;
}): ReactNode {
  const { title, none, advice, icon, trends, firstRow, opened, scope, look, selection, onExplain, onIgnore } =
    props;
  const shown = trends.slice(0, MOST_CARDS);
  const courses = useAsk(
    shown.length === 0
      ? null
      : coursesQuery(
          scope,
          shown.map(({ id }) => id),
          look,
        ),
  );
  const lines = useMemo(() => {
    if (courses.data === undefined || courses.asked === undefined) return null;
    const name = showName({ metric: look.by, of: look.of });
    if (!courses.data.columns.some((column) => column.name === name)) return null;
    return toCourses(courses.asked, courses.data, look);
  }, [courses.data, courses.asked, look]);
  return (
    <section className={css.list} aria-label={title}>
      <h2>
        {title} <span>{formatCount(trends.length)}</span>
      </h2>
      {trends.length === 0 ? (
        <div className={css.none}>
          <EmptyPanel size="widget" message={none} advice={advice} icon={icon} />
        </div>
      ) : (
        <ol>
          {shown.map((trend, index) => (
            <TrendCard
              key={keyOf(trend.id)}
              row={firstRow + index}
              trend={trend}
              course={lines?.get(keyOf(trend.id)) ?? []}
              isOpen={opened !== null && isSameName(opened, trend.id)}
              isSelected={selection.keys.has(keyOf(trend.id))}
              onSelect={(isRange) => selection.toggle(keyOf(trend.id), isRange)}
              range={scope.range}
              onExplain={() => onExplain(keyOf(trend.id))}
              onIgnore={onIgnore === null ? null : () => onIgnore([trend.id])}
            />
          ))}
        </ol>
      )}
      {trends.length > shown.length && (
        <p className={css.more}>
          The {formatCount(shown.length)} clearest of {formatCount(trends.length)}. A larger least change
          shows fewer.
        </p>
      )}
    </section>
  );
}
