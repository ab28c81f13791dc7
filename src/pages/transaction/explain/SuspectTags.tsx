import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { SuspectTag } from '../../../metrics/suspect-tags.ts';
import type { Threshold } from '../../../model/metric.ts';
import { writtenFixed } from '../../../model/number-style.ts';
import { columnDurations } from '../../../ui/figure/column-durations.ts';
import { Figure } from '../../../ui/figure/Figure.tsx';
import { AnswerPanel } from '../../../ui/states/AnswerPanel.tsx';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { RowsSkeleton } from '../../../ui/states/RowsSkeleton.tsx';
import { ValueMenu } from '../../../ui/table/CellMenu.tsx';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import { askSuspectTags } from '../../../view/ask-suspect-tags.ts';
import { withoutVersus } from '../../../view/compare.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { partLink } from '../../../view/links.ts';
import { columnWords } from '../../../view/metric-words.ts';
import { OF_WHAT_IS_LOADED, useIsCut } from '../../../view/use-is-cut.ts';
import { useReport } from '../../../view/use-report.ts';
import { useValueActions } from '../../../view/use-value-actions.ts';
import { useView } from '../../../view/use-view.ts';
import css from '../../../ui/explain/explain.module.css';

const MOST = 10;

/** Of each tag the value with which most time was lost against the average. `of`: what is measured. */
export function SuspectTags(props: {
  readonly scope: ComparedScope;
  readonly of: Threshold['metric'];
  /** All tags there are; else the first few, and the way to all of them. */
  readonly isWhole?: boolean;
}): ReactNode {
  const { scope, of, isWhole = false } = props;
  const { view } = useView();
  const question = useMemo(() => ({ scope: withoutVersus(scope), of }), [scope, of]);
  const isCut = useIsCut();
  const answer = useReport('suspect tags', question, askSuspectTags);
  return (
    <section aria-label="Suspect tags" className={css.panel}>
      <header className={css.head}>
        <h2>Suspect tags</h2>
        <span className={css.quiet}>
          values whose average {columnWords(of)} is above that of all events, by the time lost
        </span>
        {!isWhole && (
          <Link to={partLink(view, { part: 'tags', listed: null })} className={css.more} data-screen>
            All tags
          </Link>
        )}
      </header>
      <AnswerPanel answer={answer} skeleton={<RowsSkeleton rows={2} height={32} />} size="widget">
        {(tags) =>
          tags.length === 0 ? (
            <EmptyPanel
              size="widget"
              message="No tag is slower than the rest"
              advice={`No value’s average is more than 0.5% above that of all events.${isCut ? ` ${OF_WHAT_IS_LOADED}` : ''}`}
            />
          ) : (
            <Table tags={isWhole ? tags : tags.slice(0, MOST)} of={of} />
          )
        }
      </AnswerPanel>
    </section>
  );
}

function Table(props: { readonly tags: readonly SuspectTag[]; readonly of: Threshold['metric'] }): ReactNode {
  const { tags, of } = props;
  const written = {
    avg: columnDurations(tags.map(({ avg }) => avg)),
    lost: columnDurations(tags.map(({ lost }) => lost)),
  };
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label="Table of suspect tags">
      <table>
        <thead>
          <tr>
            <th scope="col" data-left>
              Tag
            </th>
            <th scope="col" data-left>
              Value
            </th>
            <th scope="col" title={`Average ${columnWords(of)} of its events`}>
              Average
            </th>
            <th scope="col" title="Its share of all events">
              Frequency
            </th>
            <th scope="col" title="Its average ÷ the average of all events">
              Against all
            </th>
            <th scope="col" title="What its events took more than as many average ones">
              Time lost
            </th>
          </tr>
        </thead>
        <tbody>
          {tags.map(({ tag, value, avg, frequency, comparison, lost }) => (
            <tr key={tag}>
              <td data-left>
                <TagName tag={tag} />
              </td>
              <td data-left>
                <TagValue tag={tag} value={value} />
              </td>
              <td>
                <Figure name="avg" value={avg} unit="ms" parts={written.avg(avg)} />
              </td>
              <td>
                <Figure name="frequency" value={frequency} unit="ratio" />
              </td>
              <td data-metric="comparison" data-exact={String(comparison)}>
                ×{writtenFixed(comparison, 2)}
              </td>
              <td>
                <Figure name="lost" value={lost} unit="ms" parts={written.lost(lost)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Leads to all values of a tag. */
function TagName({ tag }: { readonly tag: string }): ReactNode {
  const { view } = useView();
  const words = toVisibleLine(tag);
  return (
    <Link to={partLink(view, { part: 'tags', listed: { tag } })} title={`All values of ${words}`}>
      <code>{words}</code>
    </Link>
  );
}

function TagValue({ tag, value }: { readonly tag: string; readonly value: string }): ReactNode {
  const make = useValueActions();
  const words = toVisibleLine(value);
  return (
    <span className={css.words} title={words}>
      <ValueMenu values={[make.ofText(tag, { tag }, value)]} label={`Filter by ${tag}`}>
        {words}
      </ValueMenu>
    </span>
  );
}
