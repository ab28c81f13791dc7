import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ComparedRow, ComparedSide, SpanChange } from '../../model/comparison.ts';
import type { TracePart } from '../../model/trace-question.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCount, formatDuration, formatPlain } from '../../ui/format.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useComparison } from '../../view/use-comparison.ts';
import { COMPARED_GROUPS } from '../../view/trace-look.ts';
import type { TransactionId } from '../../view/view.ts';
import type { ComparedGroup } from '../../view/trace-look.ts';
import css from './CompareView.module.css';
import { useCompared } from './use-compared.ts';

interface CompareViewProps {
  readonly here: TracePart;
  /** The transaction whose other events stand for what is usual; null where the trace has none. */
  readonly transaction: TransactionId | null;
  /** A word for a group, or the id of a trace. */
  readonly versus: string | null;
  readonly onVersus: (versus: string) => void;
}

const GROUP_WORDS: Readonly<
  Record<ComparedGroup, { readonly title: string; readonly sides: readonly [string, string] }>
> = {
  typical: { title: 'This against typical events', sides: ['typical', 'this trace'] },
  slow: { title: 'Slow against typical events', sides: ['typical', 'slow'] },
  release: { title: 'Newest release against the one before', sides: ['release before', 'newest release'] },
};

const CHANGE_WORDS: Readonly<Record<SpanChange, string>> = {
  added: 'added',
  removed: 'removed',
  moved: 'moved',
  more: 'more repetitions',
  fewer: 'fewer repetitions',
  slower: 'slower',
  faster: 'faster',
};

const TRACE_ID = /^[0-9a-f]{32}$/;

/** Two traces, or two groups of them, aligned by structure: what changed, and where. */
export function CompareView({ here, transaction, versus, onVersus }: CompareViewProps): ReactNode {
  const group = COMPARED_GROUPS.find((word) => word === (versus ?? 'typical')) ?? null;
  const compared = useCompared(group, here, transaction);
  const { data: found } = compared;
  // Of rows that are still on their way there may be some on the side that has none.
  const isAwaited = found?.isWhole === false && (found.before.length === 0 || found.after.length === 0);
  const other = group === null && versus !== null ? versus : null;
  const question =
    other === null
      ? isAwaited
        ? null
        : (found ?? null)
      : { before: [{ traceId: other, span: null }], after: [{ ...here, span: null }] };
  const comparison = useComparison(question);
  const sides = group === null ? (['that trace', 'this trace'] as const) : GROUP_WORDS[group].sides;
  const problem = compared.problem ?? comparison.problem;
  return (
    <div className={css.compare}>
      <div className={css.choice}>
        <div className={css.groups} role="group" aria-label="What is compared">
          {COMPARED_GROUPS.map((word) => (
            <Button
              key={word}
              size="small"
              disabled={transaction === null}
              aria-pressed={word === group}
              onClick={() => onVersus(word)}
            >
              {GROUP_WORDS[word].title}
            </Button>
          ))}
        </div>
        <OtherTrace id={other} onChoose={onVersus} />
      </div>
      {problem !== null ? (
        <ProblemPanel
          size="widget"
          problem={problem}
          onRetry={compared.problem === null ? comparison.retry : compared.retry}
        />
      ) : transaction === null && other === null ? (
        <EmptyPanel
          size="widget"
          message="This trace has no transaction to compare with others of its kind."
          advice="Compare it with another trace by its id."
        />
      ) : comparison.data === undefined ? (
        <p className={css.note} role="status">
          Comparing…
        </p>
      ) : (
        <Compared {...comparison.data} sides={sides} />
      )}
    </div>
  );
}

function OtherTrace(props: {
  readonly id: string | null;
  readonly onChoose: (id: string) => void;
}): ReactNode {
  const [text, setText] = useState(props.id ?? '');
  const id = text.trim().toLowerCase();
  const isId = TRACE_ID.test(id);
  return (
    <form
      className={css.other}
      onSubmit={(event) => {
        event.preventDefault();
        if (isId) props.onChoose(id);
      }}
    >
      <label>
        This against the trace
        <input
          value={text}
          spellCheck={false}
          autoComplete="off"
          placeholder="id of 32 hex digits"
          aria-invalid={text !== '' && !isId}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <Button size="small" type="submit" disabled={!isId}>
        Compare
      </Button>
    </form>
  );
}

function amount(side: ComparedSide | null): string {
  if (side === null) return '—';
  const times =
    Math.abs(side.count - Math.round(side.count)) < 0.005
      ? formatCount(Math.round(side.count))
      : formatPlain(Math.round(side.count * 100) / 100);
  return side.count === 1 ? formatDuration(side.total) : `${times} × · ${formatDuration(side.total)}`;
}

function difference({ before, after }: ComparedRow): string {
  const by = (after?.total ?? 0) - (before?.total ?? 0);
  if (Math.abs(by) < 0.005) return '';
  return `${by > 0 ? '+' : '−'}${formatDuration(Math.abs(by))}`;
}

/** Rows that are drawn; a comparison of more says how many it has. */
const SHOWN = 1_000;

function Compared(props: {
  readonly before: number;
  readonly after: number;
  readonly rows: readonly ComparedRow[];
  readonly sides: readonly [string, string];
}): ReactNode {
  const { before, after, rows, sides } = props;
  const counted = (count: number): string => `${formatCount(count)} ${count === 1 ? 'trace' : 'traces'}`;
  if (before === 0 || after === 0) {
    return (
      <EmptyPanel
        size="widget"
        message={`There is no trace on the side “${before === 0 ? sides[0] : sides[1]}”.`}
        advice="Choose a longer range of time, or another side to compare with."
      />
    );
  }
  return (
    <>
      <p className={css.note} role="status">
        {sides[0]}: {counted(before)} · {sides[1]}: {counted(after)}
        {rows.length === 0 &&
          '. Nothing changed: no span was added, removed or moved, none took another time.'}
      </p>
      {rows.length > 0 && (
        <table className={css.table}>
          <caption className="hidden">What changed between {sides.join(' and ')}</caption>
          <thead>
            <tr>
              <th scope="col">Span</th>
              <th scope="col">Change</th>
              <th scope="col">{sides[0]}</th>
              <th scope="col">{sides[1]}</th>
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row, at) => (
              <tr key={at} data-plain={row.changes.length === 0 || undefined}>
                <th scope="row" title={toVisibleLine(row.description)}>
                  <span className={css.name} style={{ paddingLeft: Math.min(row.depth, 24) * 14 }}>
                    <OpGlyph op={row.op} />
                    <span>{toVisibleLine(row.description)}</span>
                  </span>
                </th>
                <td className={css.changes}>
                  {row.changes.map((change) => (
                    <span key={change} data-change={change}>
                      {CHANGE_WORDS[change]}
                    </span>
                  ))}
                  {row.movedFrom !== null && <small>from {toVisibleLine(row.movedFrom, 40)}</small>}
                </td>
                <td>{amount(row.before)}</td>
                <td>{amount(row.after)}</td>
                <td>{difference(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > SHOWN && (
        <p className={css.note}>
          The first {formatCount(SHOWN)} of {formatCount(rows.length)} rows are shown.
        </p>
      )}
    </>
  );
}
