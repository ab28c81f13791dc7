import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Link, NavigationType, useNavigationType } from 'react-router-dom';
import type { Field } from '../../model/column.ts';
import type { Scope } from '../../model/query.ts';
import type { TagCount } from '../../model/source.ts';
import explain from '../../ui/explain/explain.module.css';
import { formatPercent } from '../../ui/format.ts';
import { AnswerPanel } from '../../ui/states/AnswerPanel.tsx';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { partLink } from '../../view/links.ts';
import { thresholdOf } from '../../view/threshold-of.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useReport } from '../../view/use-report.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { askTags } from './ask-tags.ts';
import { SuspectTags } from './explain/SuspectTags.tsx';
import { breakdownQuery } from './questions.ts';
import { TagValues } from './TagValues.tsx';
import css from './tags.module.css';

/** Columns of every event that are looked at as tags are. */
const COLUMNS = [
  { tag: 'release', field: 'release' },
  { tag: 'environment', field: 'environment' },
  { tag: 'user', field: 'user.display' },
  { tag: 'http.method', field: 'http.method' },
  { tag: 'status', field: 'status' },
] as const satisfies readonly { tag: string; field: Field }[];

/** The column of this name, else the tag. */
function fieldOf(tag: string): Field {
  return COLUMNS.find((column) => column.tag === tag)?.field ?? { tag };
}

/** Which tags are slow, and the values of the one that is chosen. */
export function TagsPart({
  id,
  scope,
}: {
  readonly id: TransactionId;
  readonly scope: ComparedScope;
}): ReactNode {
  const { view } = useView();
  const { settings } = useSettings();
  const values = useRef<HTMLDivElement>(null);
  useShown(values, view.transactionLook.tag);
  const answer = useReport<Scope, readonly TagCount[]>('tags', scope, askTags);
  // All are of one project: its count is that of all.
  const all = useAsk(breakdownQuery(scope, 'project', 1)).data;
  const rows = all === undefined ? Number.NaN : all.matched;
  return (
    <>
      <Boundary what="The suspect tags">
        <SuspectTags scope={scope} of={thresholdOf(id, settings?.thresholds).metric} isWhole />
      </Boundary>
      <div ref={values} className={`${explain.panel} ${css.below}`}>
        <AnswerPanel answer={answer} skeleton={<RowsSkeleton rows={8} height={28} />} size="widget">
          {(tags) => {
            const keys = keysOf(tags);
            const chosen = view.transactionLook.tag ?? keys[0]?.tag ?? '';
            return (
              <div className={css.both}>
                <nav aria-label="Tags" className={css.keys}>
                  {keys.map(({ tag, count }) => (
                    <Link
                      key={tag}
                      to={partLink(view, { tag })}
                      aria-current={tag === chosen ? 'true' : undefined}
                      preventScrollReset
                    >
                      <span>{toVisibleLine(tag)}</span>
                      {count !== null && (
                        <small title="Of the events, so many have it">{formatPercent(count / rows)}</small>
                      )}
                    </Link>
                  ))}
                </nav>
                <Boundary what="The values" resetKeys={[chosen]}>
                  <TagValues key={chosen} scope={scope} tag={chosen} field={fieldOf(chosen)} />
                </Boundary>
              </div>
            );
          }}
        </AnswerPanel>
      </div>
    </>
  );
}

/** What can be chosen: tags by how many events have them, and behind them the columns; null: it is not counted. */
function keysOf(
  tags: readonly TagCount[],
): readonly { readonly tag: string; readonly count: number | null }[] {
  const names = new Set<string>(COLUMNS.map(({ tag }) => tag));
  return [
    ...tags.filter(({ tag }) => !names.has(tag)).map(({ tag, rows }) => ({ tag, count: rows })),
    ...COLUMNS.map(({ tag }) => ({ tag, count: null })),
  ];
}

/** Where the top of the values has to be, as a share of the window's height, for a reader to see that they are others. */
const IN_SIGHT = 0.6;

/** Brings the values of a tag that was chosen further up into sight. */
function useShown(values: RefObject<HTMLElement | null>, tag: string | null): void {
  const how = useNavigationType();
  useEffect(() => {
    const box = values.current;
    if (tag === null || box === null || how === NavigationType.Pop) return;
    if (box.getBoundingClientRect().top > innerHeight * IN_SIGHT) box.scrollIntoView({ block: 'start' });
  }, [values, tag, how]);
}
