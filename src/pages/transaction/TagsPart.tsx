import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Link, NavigationType, useNavigationType } from 'react-router-dom';
import { nameOf } from '../../model/column.ts';
import type { Scope } from '../../model/query.ts';
import type { TagCount } from '../../model/source.ts';
import explain from '../../ui/explain/explain.module.css';
import { formatPercent } from '../../ui/format.ts';
import { AnswerPanel } from '../../ui/states/AnswerPanel.tsx';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { partLink } from '../../view/links.ts';
import { thresholdOf } from '../../view/threshold-of.ts';
import { LISTED_COLUMNS } from '../../view/transaction-look.ts';
import type { ListedField } from '../../view/transaction-look.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useReport } from '../../view/use-report.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { askTags } from './ask-tags.ts';
import { SuspectTags } from './explain/SuspectTags.tsx';
import { listedWords } from './listed-words.ts';
import { breakdownQuery } from './questions.ts';
import { TagValues } from './TagValues.tsx';
import css from './tags.module.css';

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
  const { listed } = view.transactionLook;
  const values = useRef<HTMLDivElement>(null);
  /** Whose values stand in full. */
  const [told, setTold] = useState<string | null>(null);
  useShown(values, listed === null ? null : nameOf(listed), told);
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
            const [first] = tags;
            const chosen: ListedField =
              listed ?? (first === undefined ? LISTED_COLUMNS[0] : { tag: first.tag });
            return (
              <div className={css.both}>
                <nav aria-label="Tags" className={css.keys}>
                  {tags.map(({ tag, rows: count }) => (
                    <Key key={tag} field={{ tag }} chosen={chosen} share={count / rows} />
                  ))}
                  <div role="group" aria-label="Fields of every event" className={css.fields}>
                    {LISTED_COLUMNS.map((column) => (
                      <Key key={column} field={column} chosen={chosen} share={null} />
                    ))}
                  </div>
                </nav>
                <Boundary what="The values" resetKeys={[nameOf(chosen)]}>
                  <TagValues key={nameOf(chosen)} scope={scope} field={chosen} onTold={setTold} />
                </Boundary>
              </div>
            );
          }}
        </AnswerPanel>
      </div>
    </>
  );
}

/** Leads to the values of a tag or field. `share`: of the events, so many have it; null: it is not counted. */
function Key(props: {
  readonly field: ListedField;
  readonly chosen: ListedField;
  readonly share: number | null;
}): ReactNode {
  const { field, chosen, share } = props;
  const { view } = useView();
  return (
    <Link
      to={partLink(view, { listed: field })}
      aria-current={nameOf(field) === nameOf(chosen) ? 'true' : undefined}
      preventScrollReset
    >
      <span>{listedWords(field)}</span>{' '}
      {share !== null && <small title="Of the events, so many have it">{formatPercent(share)}</small>}
    </Link>
  );
}

/** Where the top of the values has to be, as a share of the window's height, for a reader to see that they are others. */
const IN_SIGHT = 0.6;

/**
 * Brings values that were asked for further up into sight: once, as soon as they stand, since what is above them grows
 * until then. `told`: whose values stand.
 */
function useShown(values: RefObject<HTMLElement | null>, listed: string | null, told: string | null): void {
  const how = useNavigationType();
  const before = useRef<string | null>(null);
  useEffect(() => {
    // The way back leads to where the reader was.
    if (listed === null || how === NavigationType.Pop) before.current = listed;
    const { current: box } = values;
    if (listed === before.current || told !== listed || box === null) return;
    before.current = listed;
    if (box.getBoundingClientRect().top > innerHeight * IN_SIGHT) box.scrollIntoView({ block: 'start' });
  }, [values, listed, told, how]);
}
