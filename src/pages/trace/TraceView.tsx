import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { CSSProperties, ReactNode } from 'react';
import type { Finding } from '../../model/finding.ts';
import type { Problem } from '../../model/result.ts';
import { limitsWith } from '../../trace/findings/limits-by-name.ts';
import { NONE, spanAt } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { formatCount } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { exclude, include } from '../../search/edit.ts';
import { useStudy } from '../../view/use-study.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { useView } from '../../view/use-view.ts';
import { Details } from './Details.tsx';
import { FindingPanel } from './FindingPanel.tsx';
import { FindingStrip } from './FindingStrip.tsx';
import { fixOf } from './finding-words.ts';
import { LimitsPanel } from './LimitsPanel.tsx';
import { Overview } from './Overview.tsx';
import { OtherPicture } from './OtherPicture.tsx';
import { SurveyPart } from './SurveyPart.tsx';
import { useEventSurvey } from './use-event-survey.ts';
import { fullTransactions } from './full-transactions.ts';
import type { KeyActs } from './keys.ts';
import { KeyHints } from './KeyHints.tsx';
import { Notices } from './Notices.tsx';
import { spanTitle } from './row-words.ts';
import { MANY_SPANS, rootOf } from './shown.ts';
import { isWhole, lengthOf } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';
import { OpeningFile } from './OpeningFile.tsx';
import { TraceTools } from './TraceTools.tsx';
import { useDock } from './use-dock.ts';
import { useTraceFiles } from './use-trace-files.ts';
import { TraceHeader } from './TraceHeader.tsx';
import css from './TraceView.module.css';
import { NARROW, SHEET_HEIGHT, toTrack } from './track.ts';
import { useKeysBack } from './use-keys-back.ts';
import { useMeasure } from './use-measure.ts';
import { useFindings } from './use-findings.ts';
import { useTraceState } from './use-trace-state.ts';
import { vitalMarks } from './vital-marks.ts';
import { useWidth } from './use-width.ts';
import { Waterfall } from './Waterfall.tsx';

/** What is in scope is called: its transaction, else the trace's first one, else its first span. */
function titleOf(trace: Trace, root: number): string {
  const [first] = trace.transactions.values();
  const transaction = trace.transactions.get(root) ?? first;
  if (transaction !== undefined) return toVisibleLine(transaction.transaction, 80) || 'Trace';
  const span = spanAt(
    trace,
    trace.row.findIndex((row) => row !== NONE),
  );
  return span === null ? 'Trace' : spanTitle(span);
}

interface TraceViewProps {
  readonly trace: Trace;
  readonly traceId: string;
  readonly problems: readonly Problem[];
}

const NO_FINDINGS: readonly Finding[] = [];

/** Pixels of the column of names before anybody moved its divider. */
const NAMES = 372;

/** The names never take more than this share of the waterfall. */
const MOST_FOR_NAMES = 0.6;

/** A trace that has arrived: header, overview, waterfall, and the details of the selected row. */
export function TraceView({ trace, traceId, problems }: TraceViewProps): ReactNode {
  const isNarrow = useMediaQuery(NARROW, false, { getInitialValueInEffect: false });
  const finder = useRef<HTMLInputElement>(null);
  const find = useCallback(() => {
    finder.current?.focus();
    finder.current?.select();
  }, []);
  const { view } = useView();
  const [dock, setDock] = useDock();
  const state = useTraceState(trace, find);
  const { shown, act, rows, bounds, window, cursor, selected, look, search } = state;
  const { measured, toggle, stop } = useMeasure(trace, rows, cursor);
  const keys: KeyActs = {
    ...state.keys,
    measure: toggle,
    escape: measured === null ? state.keys.escape : stop,
  };
  const waterfall = useRef<HTMLDivElement>(null);
  const outer = useWidth(waterfall);
  const [names, setNames] = useState(NAMES);
  const nameWidth = Math.round(Math.min(names, outer * MOST_FOR_NAMES));
  const track = useMemo(() => toTrack(outer, nameWidth, isNarrow), [outer, nameWidth, isNarrow]);
  const setWindow = (window: TimeWindow | null): void =>
    state.move(window !== null && isWhole(window, bounds) ? null : window);

  useEffect(() => {
    // Keys work at once, unless the reader is elsewhere already.
    if (isNarrow || document.activeElement !== document.body) return;
    waterfall.current?.focus({ preventScroll: true });
  }, [isNarrow]);

  const root = rootOf(shown);
  const marks = useMemo(() => vitalMarks(trace, root), [trace, root]);
  const limits = useMemo(() => limitsWith(look.limits), [look.limits]);
  const [isEdited, setEdited] = useState(false);
  const study = useStudy({ traceId, root, limits });
  const isOfRoot = study.asked?.root === root;
  const known = isOfRoot ? (study.data?.path ?? null) : null;
  const path = shown.path ? known : null;
  const findings = useFindings(trace, root, study.data?.findings ?? NO_FINDINGS);
  const files = useTraceFiles(traceId);
  const title = titleOf(trace, root);
  useTellHeader(title);
  const messages = useMemo(
    () => [
      ...(files.problem === null ? [] : [files.problem]),
      ...(study.problem === null ? [] : [`${study.problem.message} ${study.problem.advice}`.trim()]),
      ...problems.map(({ message, advice }) => `${message} ${advice}`.trim()),
      ...(state.isLost ? ['The span that this link names is not in this trace.'] : []),
      ...fullTransactions(trace),
      ...trace.notices.map(({ message }) => message),
    ],
    [problems, files.problem, study.problem, state.isLost, trace],
  );
  const size = root === NONE ? trace.length : (trace.size[root] ?? 0);
  const isMany = size > MANY_SPANS && shown.folds.closed.size > 0;
  const style = { '--names': `${nameWidth}px` } as CSSProperties;
  const focusRows = (): void => waterfall.current?.focus({ preventScroll: true });
  const head = useRef<HTMLDivElement>(null);
  useKeysBack(head, waterfall);
  const row = rows.at(selected);
  const finding = row === undefined ? null : findings.of(row);
  const fix = finding === null ? null : fixOf(finding, shown.fix);
  const survey = useEventSurvey({
    trace,
    node: row?.node ?? (root === NONE ? 0 : root),
    row,
    finding,
    fix,
    limits,
  });
  return (
    <div className={css.page}>
      <div className={css.inner} style={style}>
        <div className={css.above} ref={head}>
          <div className={css.head}>
            <TraceHeader
              trace={trace}
              traceId={traceId}
              title={title}
              shown={shown}
              bounds={bounds}
              act={act}
              isNarrow={isNarrow}
              marks={marks}
              zone={view.zone}
            />
            <TraceTools
              look={look}
              search={search}
              place={search.matches.indexOf(rows.nodeAt(cursor)) + 1}
              input={finder}
              onLook={state.setLook}
              onStep={state.step}
              onLeave={focusRows}
              base={shown.base}
              total={lengthOf(bounds)}
              onFold={(to) => act({ do: 'unfold', to })}
              onSave={files.save}
              onOpen={files.open}
            />
          </div>
          {files.opening !== null && <OpeningFile name={files.opening} onCancel={files.cancel} />}
          <Notices messages={messages} />
          {isMany && (
            <Notices
              messages={[`${formatCount(size)} spans: what is deeper than two levels is folded.`]}
              action={
                <button type="button" onClick={() => act({ do: 'unfold', to: 'open' })}>
                  Unfold all
                </button>
              }
            />
          )}
          <FindingStrip
            findings={findings.all}
            isKnown={study.data !== undefined || study.problem !== null}
            selected={finding}
            onSelect={state.selectNode}
            changed={Object.keys(look.limits).length}
            isEdited={isEdited}
            onEdit={() => setEdited(!isEdited)}
          />
        </div>
        {isEdited && <LimitsPanel changed={look.limits} onChange={(limits) => state.setLook({ limits })} />}
        <div className={css.body} data-dock={dock}>
          {look.picture !== 'waterfall' && (
            <OtherPicture
              trace={trace}
              traceId={traceId}
              root={root}
              look={look}
              path={known}
              survey={survey}
              onSelect={state.selectNode}
              onLook={state.setLook}
            />
          )}
          <div className={css.main} hidden={look.picture !== 'waterfall'}>
            <Overview
              trace={trace}
              root={root}
              rows={rows}
              bounds={bounds}
              window={window}
              isZoomed={shown.window !== null}
              track={track}
              names={nameWidth}
              isNarrow={isNarrow}
              colour={look.colour}
              onWindow={setWindow}
            />
            <Waterfall
              ref={waterfall}
              trace={trace}
              scope={shown.scope}
              rows={rows}
              bounds={bounds}
              window={window}
              track={track}
              names={nameWidth}
              isNarrow={isNarrow}
              cursor={cursor}
              covered={isNarrow && row !== undefined ? SHEET_HEIGHT : 0}
              selected={selected}
              path={path}
              marked={search.marked}
              colour={look.colour}
              marks={marks}
              measured={measured}
              findingOf={findings.of}
              acts={keys}
              onNames={setNames}
              onWindow={setWindow}
            />
            <KeyHints rows={rows} size={size} measured={measured?.words ?? null} />
          </div>
          {row !== undefined && (
            <Details
              key={`${row.kind} ${row.node} ${row.start}`}
              trace={trace}
              row={row}
              scope={shown.scope}
              bounds={bounds}
              onSelect={state.selectNode}
              dock={dock}
              onDock={setDock}
              onFilter={(key, value, how) =>
                state.setLook({
                  find: (how === 'include' ? include : exclude)(look.find, { tag: key }, value),
                })
              }
              onClose={() => {
                state.close();
                focusRows();
              }}
            >
              {finding !== null && fix !== null && (
                <FindingPanel
                  trace={trace}
                  finding={finding}
                  root={root}
                  fix={fix}
                  onFix={(fix) => act({ do: 'fix', fix })}
                  onSelect={state.selectNode}
                />
              )}
              <SurveyPart of={survey} finding={finding} />
            </Details>
          )}
        </div>
      </div>
    </div>
  );
}
