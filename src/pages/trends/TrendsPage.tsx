import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { writtenUpTo, writtenWhole } from '../../model/number-style.ts';
import type { Scope } from '../../model/query.ts';
import { DEFAULT_TREND_SETTINGS } from '../../model/trend-settings.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { Note } from '../../ui/states/Note.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { usePickedRows } from '../../ui/table/use-picked-rows.ts';
import { trendStep } from '../../trends/arrivals-question.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { trendsLink } from '../../view/links.ts';
import { withoutVersus } from '../../view/compare.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { isKnown } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useInfo } from '../../view/use-info.ts';
import { useNothing } from '../../view/use-nothing.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useScope } from '../../view/use-scope.ts';
import { useSettings } from '../../view/use-settings.ts';
import { useView } from '../../view/use-view.ts';
import type { TransactionId } from '../../view/view.ts';
import { Controls } from './Controls.tsx';
import { Detail } from './Detail.tsx';
import { GOOD, Quiet } from './Quiet.tsx';
import { SelectedTrends } from './SelectedTrends.tsx';
import { MOST_CARDS, TrendList } from './TrendList.tsx';
import { Ignored, Tuning } from './Tuning.tsx';
import { keyOf, toFound } from './found.ts';
import { isIgnored, isSameName } from '../../trends/ignored.ts';
import type { FoundTrend, FoundTrends } from './found.ts';
import { foundQuery } from './questions.ts';
import css from './trends.module.css';
import { trendUnit } from './trend-words.ts';
import { usePart } from '../../view/use-part.ts';

const NOTHING: FoundTrends = { trends: [], looked: 0 };

function cardKey({ id }: FoundTrend): string {
  return keyOf(id);
}

/** What became slower and what became faster, since when, and why. */
export function TrendsPage(): ReactNode {
  const { view, edit } = useView();
  const page = useScope();
  const scope = useMemo((): Scope => withoutVersus(page), [page]);
  const { settings, change, problem } = useSettings();
  const { info } = useInfo();
  const nothing = useNothing();
  const hold = usePointedHold();
  const [isTuning, setIsTuning] = useState(false);
  /** Which trend somebody asked the reasons of, and the how many-th time. */
  const [explained, setExplained] = useState({ key: '', times: 0 });
  const look = view.trendLook;
  const tuning = settings?.trends ?? DEFAULT_TREND_SETTINGS;
  const isOn = info?.abilities.settings !== false;
  useTellHeader('Trends');
  const answer = useAsk(foundQuery(scope, look));
  const { data, asked } = answer;
  const found = useMemo(() => {
    if (data === undefined || asked === undefined) return NOTHING;
    // The answer to the other rules while the new one is on its way.
    if ((asked.versus !== undefined) !== (look.rules === 'classic')) return NOTHING;
    const range = { start: asked.versus?.range?.start ?? asked.range.start, end: asked.range.end };
    try {
      return toFound(data, asked, { ...scope, range }, look, tuning);
    } catch (error) {
      if (error instanceof RangeError) return NOTHING;
      throw error;
    }
  }, [data, asked, scope, look, tuning]);
  const shown = useMemo(
    () =>
      found.trends.filter(
        (trend) => !isIgnored(trend.id, trend.between === null ? null : trend.at, tuning.ignored),
      ),
    [found, tuning.ignored],
  );
  const regressed = useMemo(() => shown.filter(({ direction }) => direction === 'regressed'), [shown]);
  const improved = useMemo(() => shown.filter(({ direction }) => direction === 'improved'), [shown]);
  const named = view.transaction;
  const opened =
    named === null ? (regressed[0] ?? improved[0]) : shown.find(({ id }) => isSameName(id, named));
  const firstImproved = Math.min(regressed.length, MOST_CARDS);
  const cards = useMemo(
    () => [...regressed.slice(0, MOST_CARDS), ...improved.slice(0, MOST_CARDS)],
    [regressed, improved],
  );
  const { list: lists, selection } = usePickedRows<FoundTrend, HTMLDivElement>(cards, cardKey);
  const keep = (trends: typeof tuning): void => change((settings) => ({ ...settings, trends }));
  const ignore = (ids: readonly TransactionId[]): void =>
    change((settings) => ({
      ...settings,
      trends: {
        ...settings.trends,
        ignored: [
          ...settings.trends.ignored.filter((one) => !ids.some((id) => isSameName(one, id))),
          ...ids.map(({ project, transaction }) => ({ project, transaction, since: scope.range.end })),
        ],
      },
    }));
  const unit = trendUnit(look.of) === 'ms' ? 'ms' : '';
  const bounds =
    look.rules === 'classic'
      ? `|t| above ${tuning.classic.confidence === null ? 'any' : writtenUpTo(tuning.classic.confidence, 3)}, change above ${(tuning.classic.change * 100).toFixed(0)}%`
      : `change of at least ${(tuning.tested.change * 100).toFixed(0)}% and ${writtenUpTo(tuning.tested.difference, 3)}\u202f${unit}, ${writtenWhole(tuning.tested.least)} events a side`;
  /** Whether what was asked last is still awaited: the answer before is to other rules. */
  const isAwaited = found === NOTHING;
  const part = usePart(data?.complete);
  const ofPart = part === null ? '' : ` ${part}`;
  const unchanged = `Nothing changed beyond these bounds: ${bounds}. Tune them to see smaller changes, or look at a longer time.${ofPart}`;
  const list = {
    scope,
    look,
    opened: opened?.id ?? null,
    selection,
    onExplain: (key: string) => setExplained(({ times }) => ({ key, times: times + 1 })),
    onIgnore: isOn ? ignore : null,
  };
  return (
    <div className={css.trends} {...hold}>
      <h1 className="hidden">Trends</h1>
      <div className={css.bar}>
        <Controls
          look={look}
          isTuning={isTuning}
          onTune={() => setIsTuning(!isTuning)}
          onChange={(part) => edit(({ trendLook }) => ({ trendLook: { ...trendLook, ...part } }))}
        />
        <p className={css.quiet}>
          {data === undefined || !isKnown(data)
            ? ''
            : `${formatCount(found.looked)} ${found.looked === 1 ? 'transaction' : 'transactions'} looked at${part !== null ? ' in the part that is loaded' : ''}, ${bounds}`}
          {look.rules === 'tested' && `, by ${formatDuration(trendStep(scope.range))}`}
        </p>
        <Ignored settings={tuning} isOn={isOn} onChange={keep} />
      </div>
      {isTuning && <Tuning rules={look.rules} settings={tuning} unit={unit} isOn={isOn} onChange={keep} />}
      {problem !== null && (
        <div className={css.problem}>
          <Note text={`${problem.message} ${problem.advice}`} />
        </div>
      )}
      <ResultPanel
        answer={answer}
        skeleton={<Busy />}
        empty={
          <EmptyPanel
            size="page"
            message={nothing.message}
            {...(nothing.advice === undefined ? {} : { advice: nothing.advice })}
            {...(nothing.step === null
              ? {}
              : { action: <Button onClick={nothing.step.run}>{nothing.step.label}</Button> })}
          />
        }
      >
        {() => (
          <>
            {isAwaited && <Busy />}
            {!isAwaited && shown.length === 0 && (
              <Quiet
                looked={found.looked}
                ignored={found.trends.length}
                bounds={bounds}
                part={part}
                onTune={isTuning ? null : () => setIsTuning(true)}
              />
            )}
            {shown.length > 0 && (
              <div
                ref={lists}
                className={css.lists}
                data-selecting={selection.rows.length > 0 ? true : undefined}
              >
                <TrendList
                  {...list}
                  title="Regressed"
                  none={part === null ? 'Nothing became slower' : 'Nothing that is loaded became slower'}
                  icon={part === null ? GOOD : undefined}
                  advice={unchanged}
                  trends={regressed}
                  firstRow={0}
                />
                <TrendList
                  {...list}
                  title="Improved"
                  none={part === null ? 'Nothing became faster' : 'Nothing that is loaded became faster'}
                  advice={unchanged}
                  trends={improved}
                  firstRow={firstImproved}
                />
              </div>
            )}
            <SelectedTrends selection={selection} all={cards} onIgnore={list.onIgnore} />
            {shown.length > 0 && opened === undefined && named !== null && (
              <EmptyPanel
                message={`${named.transaction === '' ? '(no name)' : toVisibleLine(named.transaction)} is none of these trends`}
                advice={`By these rules it did not change in this time, or it is ignored. Try the other rules, a longer time or smaller bounds.${ofPart}`}
                action={<Link to={trendsLink({ ...view, transaction: null })}>Show the clearest one</Link>}
              />
            )}
            {opened !== undefined && (
              <Boundary what="The trend" resetKeys={[opened.id.transaction]}>
                <Detail
                  key={keyOf(opened.id)}
                  trend={opened}
                  scope={scope}
                  look={look}
                  led={explained.key === keyOf(opened.id) ? explained.times : 0}
                />
              </Boundary>
            )}
          </>
        )}
      </ResultPanel>
    </div>
  );
}

function Busy(): ReactNode {
  return (
    <div className={css.busy} aria-busy>
      <RowsSkeleton rows={6} height={52} head={0} />
      <RowsSkeleton rows={6} height={52} head={0} />
    </div>
  );
}
