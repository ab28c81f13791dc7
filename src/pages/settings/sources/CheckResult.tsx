import { Check, Minus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { CheckStep, CheckedStep, SourceCheck } from '../../../model/source-check.ts';
import { SECOND } from '../../../model/time.ts';
import { formatCount, formatDuration, formatTime, formatWait } from '../../../ui/format.ts';
import type { Zone } from '../../../ui/format.ts';
import { ProblemPanel } from '../../../ui/states/ProblemPanel.tsx';
import { toVisible } from '../../../ui/visible-text.ts';
import type { Checking } from './use-check.ts';
import css from './sources.module.css';

const TITLES: Readonly<Record<CheckStep, string>> = {
  reached: 'Answers',
  allowed: 'Lets this page read',
  understood: 'Speaks the contract',
  rows: 'Sends transactions',
  changes: 'Tells of changes',
};

const SAID = { passed: 'passed', failed: 'failed', skipped: 'not tried' } as const;
const SIGNS = {
  passed: <Check size={14} aria-hidden />,
  failed: <X size={14} aria-hidden />,
  skipped: <Minus size={14} aria-hidden />,
} as const;

/** Clocks that differ by less show the same. */
const ALIKE = 5 * SECOND;

/** What a step found, where it passed, or why nothing was tried. */
function findings({ step, state, took }: CheckedStep, check: SourceCheck): string {
  const { info, sample, address } = check;
  const within = took === null ? '' : ` in ${formatDuration(took)}`;
  const hasFailed = check.steps.some(({ state }) => state === 'failed');
  if (state === 'skipped') {
    if (hasFailed || info === null) return 'Not tried: a step before it failed.';
    return step === 'rows' ? 'Not tried: it has none yet.' : 'Not tried: its rows do not change.';
  }
  switch (step) {
    case 'reached':
      return `${address}${within}`;
    case 'allowed':
      return 'The cookie and the header of this page are taken.';
    case 'understood':
      return info === null ? '' : `${info.name} ${info.version}, version ${info.contract} of the contract`;
    case 'rows': {
      const of = info === null ? '' : ` of ${formatCount(info.rows)}`;
      return sample === null ? '' : `Read ${formatCount(sample)}${of}, the newest,${within}`;
    }
    case 'changes':
      return `The stream was opened${within}`;
  }
}

/** All steps in one sentence. */
function checkWords({ steps, ahead }: SourceCheck): string {
  const failed = steps.find(({ state }) => state === 'failed');
  if (failed?.problem?.kind === 'partial') return 'It can be used, with one thing missing.';
  if (failed !== undefined) return `It cannot be used: “${TITLES[failed.step]}” failed.`;
  return ahead !== null && Math.abs(ahead) >= ALIKE
    ? 'It can be used, but its clock differs from this computer’s.'
    : 'It can be used: every step passed.';
}

/** How a source did when it was tried: every step, what it found, and what to do where it failed. */
export function CheckResult(props: { readonly checking: Checking; readonly zone: Zone }): ReactNode {
  const { isRunning, result, problem } = props.checking;
  return (
    <div role="status" aria-busy={isRunning || undefined}>
      {isRunning && <p className={css.said}>Trying it.</p>}
      {!isRunning && problem !== null && <ProblemPanel problem={problem} />}
      {!isRunning && result !== null && <Steps check={result} zone={props.zone} />}
    </div>
  );
}

function Steps({ check, zone }: { readonly check: SourceCheck; readonly zone: Zone }): ReactNode {
  const { ahead, at } = check;
  return (
    <div className={css.result}>
      <p className={css.verdict}>
        {checkWords(check)} <small>Tried {formatTime(at, zone)}</small>
      </p>
      <ol className={css.steps}>
        {check.steps.map((each) => (
          <li key={each.step} className={css.step} data-state={each.state}>
            <span className={css.sign}>{SIGNS[each.state]}</span>
            <span>
              {TITLES[each.step]}
              <span className="hidden">: {SAID[each.state]}</span>
              {each.problem === null ? (
                <small>{toVisible(findings(each, check))}</small>
              ) : (
                <>
                  <small>{toVisible(each.problem.message)}</small>
                  <small className={css.advice}>{toVisible(each.problem.advice)}</small>
                </>
              )}
            </span>
          </li>
        ))}
      </ol>
      {ahead !== null && Math.abs(ahead) >= ALIKE && (
        <p className={css.said}>
          Its clock is {formatWait(Math.abs(ahead))} {ahead > 0 ? 'ahead of' : 'behind'} this computer’s. Set
          one of them right: “the last hour” is counted by this computer’s.
        </p>
      )}
    </div>
  );
}
