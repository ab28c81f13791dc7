import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button } from '../../ui/Button.tsx';
import { traceLink } from '../../view/links.ts';
import { traceIdIn } from '../../view/pasted-id.ts';
import { useTellHeader } from '../../view/page-header.tsx';
import { useView } from '../../view/use-view.ts';
import css from './TraceStart.module.css';

/** The page of traces before one is open: it is asked for by its id. `ways`: what else leads to one. */
export function TraceStart({ ways }: { readonly ways: ReactNode }): ReactNode {
  const { view } = useView();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  useTellHeader('Traces');
  const id = traceIdIn(text);
  const isWrong = isAsked && id === null && text !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsAsked(true);
    if (id !== null) void navigate(traceLink(view, { trace: id }));
  };
  return (
    <section className={css.start} aria-labelledby="trace-start">
      <h1 id="trace-start">Open a trace</h1>
      <p>By its id, from a list of events, or from a file that was downloaded from its page.</p>
      <form className={css.form} onSubmit={submit}>
        <input
          aria-label="Trace id"
          placeholder="32 hex digits, or an address with them"
          autoComplete="off"
          spellCheck={false}
          value={text}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'trace-id-wrong' : undefined}
          onChange={({ target }) => {
            setText(target.value);
            setIsAsked(false);
          }}
        />
        <Button type="submit" look="primary" size="small">
          Open
        </Button>
        {isWrong && (
          <p id="trace-id-wrong" role="alert">
            There is no trace id in it: that is 32 digits from 0 to 9 and a to f.
          </p>
        )}
      </form>
      <div className={css.ways}>{ways}</div>
    </section>
  );
}
