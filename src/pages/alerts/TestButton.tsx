import { Check, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Channel } from '../../model/alert-channel.ts';
import type { Problem } from '../../model/result.ts';
import { Button } from '../../ui/Button.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { askToNotify, notify } from '../../view/notify.ts';
import { toProblem } from '../../view/problem.ts';
import { useSource } from '../../view/source-context.tsx';
import css from './alerts.module.css';

const NOT_SHOWN: Problem = {
  kind: 'refused',
  message: 'This browser shows no notifications of this page.',
  advice: 'Allow them for this site in the settings of the browser, and try again.',
};

type Tested = 'idle' | 'pending' | { readonly answer: string } | { readonly problem: Problem };

/** Sends a test to a channel by the way of alerts, and says what came of it. */
export function TestButton({ channel }: { readonly channel: Channel }): ReactNode {
  const { source } = useSource();
  const [state, setState] = useState<Tested>('idle');
  const test = async (): Promise<void> => {
    setState('pending');
    try {
      if (channel.kind !== 'browser') {
        setState({ answer: await source.testChannel(channel.name) });
        return;
      }
      await askToNotify();
      const isShown = notify('Test message of Longtail', 'Alerts are shown like this.', `test:${Date.now()}`);
      setState(isShown ? { answer: 'shown' } : { problem: NOT_SHOWN });
    } catch (error) {
      setState({ problem: toProblem(error) });
    }
  };
  return (
    <span className={css.test}>
      <Button size="small" disabled={state === 'pending'} onClick={() => void test()}>
        {state === 'pending' ? 'Sending' : 'Send test'}
      </Button>
      {typeof state === 'object' && 'answer' in state && (
        <span className={css.good} role="status">
          <Check size={14} aria-hidden />
          {toVisibleLine(state.answer)}
        </span>
      )}
      {typeof state === 'object' && 'problem' in state && (
        <span className={css.bad} role="alert">
          <TriangleAlert size={14} aria-hidden />
          {toVisibleLine(`${state.problem.message} ${state.problem.advice}`)}
        </span>
      )}
    </span>
  );
}
