import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Finding } from '../../model/finding.ts';
import { fixedNodes } from '../../trace/findings/fixed-nodes.ts';
import { estimate } from '../../trace/fix.ts';
import type { Fix } from '../../model/survey.ts';
import type { Estimate } from '../../trace/fix.ts';
import { NONE } from '../../trace/trace.ts';
import type { Trace } from '../../model/trace.ts';
import { durationParts, formatDuration, formatPercent } from '../../ui/format.ts';
import { FIX_WORDS, findingSentences, findingTitle, fixesOf, isWorthwhile } from './finding-words.ts';
import css from './FindingPanel.module.css';
import { nameOf } from './row-words.ts';

interface FindingPanelProps {
  readonly trace: Trace;
  readonly finding: Finding;
  /** What is in scope: the transaction; NONE for the whole trace. */
  readonly root: number;
  /** What is imagined to be done about it. */
  readonly fix: Fix;
  readonly onFix: (fix: Fix) => void;
  readonly onSelect: (node: number) => void;
}

/** The topmost node above another one. */
function topOf(trace: Trace, node: number): number {
  let at = node;
  for (let above = node; above !== NONE; above = trace.parent[above] ?? NONE) at = above;
  return at;
}

/** What was found in the selected spans, what led to it, and what a fix of it would bring. */
export function FindingPanel(props: FindingPanelProps): ReactNode {
  const { trace, finding, root, fix, onFix, onSelect } = props;
  const top = root === NONE ? topOf(trace, finding.offenders[0] ?? 0) : root;
  const now = trace.duration[top] ?? 0;
  const range = useMemo(
    () => estimate(trace, top, fix, fixedNodes(trace, finding)),
    [trace, top, fix, finding],
  );
  const { what, advice } = findingSentences(finding);
  const [cause] = finding.causes.filter((node) => !finding.offenders.includes(node));
  return (
    <section className={css.panel} aria-label={findingTitle(finding)}>
      <h3 className={css.title}>
        <TriangleAlert size={16} strokeWidth={1.5} aria-hidden />
        {findingTitle(finding)}
      </h3>
      <p className={css.words}>
        {what} They took <b>{formatDuration(finding.cost)}</b>, {formatPercent(finding.cost / (now || 1))} of
        the {root === NONE ? 'trace' : 'transaction'}. {advice}
      </p>
      <dl className={css.places}>
        {cause !== undefined && (
          <Place label="caused by" name={nameOf(trace, cause)} onSelect={() => onSelect(cause)} />
        )}
        {finding.parent !== NONE && (
          <Place
            label="under"
            name={nameOf(trace, finding.parent)}
            onSelect={() => onSelect(finding.parent)}
          />
        )}
      </dl>
      <div className={css.fixes} role="group" aria-label="What if">
        {fixesOf(finding).map((one) => (
          <button key={one} type="button" aria-pressed={one === fix} onClick={() => onFix(one)}>
            {FIX_WORDS[one].title}
          </button>
        ))}
      </div>
      <Outcome now={now} range={range} fix={fix} />
    </section>
  );
}

function Place(props: {
  readonly label: string;
  readonly name: string;
  readonly onSelect: () => void;
}): ReactNode {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd>
        <button type="button" onClick={props.onSelect} title={props.name}>
          {props.name}
        </button>
      </dd>
    </div>
  );
}

/** How long it takes now, and how long it would, as numbers and as bars. */
function Outcome({
  now,
  range,
  fix,
}: {
  readonly now: number;
  readonly range: Estimate;
  readonly fix: Fix;
}): ReactNode {
  if (!isWorthwhile(now, range)) {
    return (
      <p className={css.nothing}>
        Nothing that the end waited for would come sooner: other work ran beside it.
      </p>
    );
  }
  const before = durationParts(now);
  const share = (ms: number): string => `${Math.max(0, Math.min(100, (ms / now) * 100)).toFixed(2)}%`;
  const isRange = formatDuration(range.optimistic) !== formatDuration(range.pessimistic);
  const words = FIX_WORDS[fix];
  return (
    <>
      <p className={css.outcome}>
        <span>
          {before.value}
          <i> {before.unit}</i>
        </span>
        <span aria-label="becomes"> → </span>
        <b data-optimistic={range.optimistic} data-pessimistic={range.pessimistic}>
          {isRange && `${formatDuration(range.optimistic)} – `}
          {formatDuration(range.pessimistic)}
        </b>
      </p>
      <div className={css.bars} aria-hidden>
        <span>now</span>
        <div>
          <i data-part="rest" style={{ width: share(range.optimistic) }} />
          <i data-part="gone" style={{ width: share(now - range.optimistic) }} />
        </div>
        <span>fixed</span>
        <div>
          <i data-part="rest" style={{ width: share(range.optimistic) }} />
          <i data-part="maybe" style={{ width: share(range.pessimistic - range.optimistic) }} />
        </div>
      </div>
      <p className={css.note}>
        At best, {words.optimistic}; at worst, {words.pessimistic}. What ran in parallel stays as it was.
      </p>
    </>
  );
}
