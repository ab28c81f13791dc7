import type { ReactNode } from 'react';
import { nameOf } from '../../model/column.ts';
import type { Field } from '../../model/column.ts';
import type { Scope } from '../../model/query.ts';
import { formatCount, formatDuration, formatPercent } from '../../ui/format.ts';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { ValueMenu } from '../../ui/table/CellMenu.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { clientFields } from '../../view/client-fields.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { numbersOf, textsOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useReport } from '../../view/use-report.ts';
import type { TagCount } from '../../model/source.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import { askTags } from './ask-tags.ts';
import { breakdownQuery } from './questions.ts';
import css from './transaction.module.css';

const MOST_VALUES = 5;
const MOST_TAGS = 6;

/** Columns that are broken down wherever rows have them. */
const COLUMNS = [
  { field: 'release', title: 'Release' },
  { field: 'environment', title: 'Environment' },
  { field: 'user.display', title: 'User' },
] as const satisfies readonly { field: Field; title: string }[];

/** Which releases, environments, users, browsers and further tags the events have, by how often. */
export function Breakdowns({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const tags = useReport<Scope, readonly TagCount[]>('tags', scope, askTags).data ?? [];
  const clients = clientFields(tags);
  const others = tags.filter(({ tag }) => !clients.some((client) => client.tag === tag));
  return (
    <>
      {COLUMNS.map(({ field, title }) => (
        <Breakdown key={field} scope={scope} field={field} title={title} />
      ))}
      {clients.map(({ name, tag }) => (
        <Breakdown key={tag} scope={scope} field={{ tag }} title={name} />
      ))}
      {others.slice(0, MOST_TAGS).map(({ tag }) => (
        <Breakdown key={tag} scope={scope} field={{ tag }} title={tag} />
      ))}
    </>
  );
}

/** The most frequent values of a field; nothing where no row has one. */
function Breakdown(props: {
  readonly scope: ComparedScope;
  readonly field: Field;
  readonly title: string;
}): ReactNode {
  const { scope, field, title } = props;
  const { data, problem, retry } = useAsk(breakdownQuery(scope, field, MOST_VALUES));
  const all = useAsk(breakdownQuery({ ...scope }, 'project', 1)).data;
  const make = useValueActions();
  if (data === undefined) {
    return problem === null ? null : <ProblemPanel size="widget" problem={problem} onRetry={retry} />;
  }
  const values = textsOf(data, nameOf(field));
  if (values.every((value) => value === null)) return null;
  const counts = numbersOf(data, 'count').values;
  const averages = numbersOf(data, 'avg').values;
  // All are of one project: its count is that of all.
  const total = all === undefined ? Number.NaN : (numbersOf(all, 'count').values[0] ?? Number.NaN);
  const more = data.total - data.length;
  return (
    <section aria-label={title} className={css.side}>
      <h2>
        {toVisibleLine(title)} {more > 0 && <span className={css.quiet}>{formatCount(more)} more</span>}
      </h2>
      <ul className={css.shares}>
        {values.map((value, group) => {
          const count = counts[group] ?? 0;
          const words = value === null ? 'none' : toVisibleLine(value);
          return (
            <li
              key={value ?? ''}
              title={`${words}: ${formatCount(count)} ${count === 1 ? 'event' : 'events'}, ${formatDuration(averages[group] ?? Number.NaN)} on average`}
            >
              <span className={css.words}>
                <ValueMenu values={[make.ofText(title, field, value)]} label={`Filter by ${words}`}>
                  {words}
                </ValueMenu>
              </span>
              <i style={{ width: `${(count / total) * 100}%` }} aria-hidden />
              <span data-metric={`${title} ${value ?? ''}`} data-exact={String(count)}>
                {formatPercent(count / total)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
