import { useId, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button } from '../../../ui/Button.tsx';
import { formatCount } from '../../../ui/format.ts';
import { MOST_DEMO_ROWS } from '../../../view/fields.ts';
import { performanceLink } from '../../../view/links.ts';
import { useView } from '../../../view/use-view.ts';
import { DEFAULT_VIEW } from '../../../view/view.ts';
import { readRows } from './read-rows.ts';
import css from './sources.module.css';

/** How large the demo is: making it anew opens it. */
export function DemoForm(props: { readonly rows: number; readonly onDone: () => void }): ReactNode {
  const { view } = useView();
  const navigate = useNavigate();
  const [text, setText] = useState(String(props.rows));
  const id = useId();
  const rows = readRows(text);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (rows === null) return;
    // Without an anchor it ends now.
    const source = { id: 'demo', rows, anchor: null } as const;
    void navigate(performanceLink({ ...DEFAULT_VIEW, zone: view.zone, source }));
  };
  return (
    <form className={css.form} onSubmit={submit}>
      <label>
        Transactions in two weeks
        <input
          inputMode="numeric"
          autoComplete="off"
          ref={focus}
          value={text}
          aria-invalid={rows === null}
          aria-describedby={id}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={({ key }) => {
            if (key === 'Escape') props.onDone();
          }}
        />
      </label>
      <Button type="submit" size="small" look="primary" disabled={rows === null}>
        Make it anew
      </Button>
      <Button size="small" look="ghost" onClick={props.onDone}>
        Cancel
      </Button>
      <small id={id} data-wrong={rows === null || undefined}>
        {rows === null
          ? `A whole number from 1 to ${formatCount(MOST_DEMO_ROWS)}.`
          : 'It is made at once and ends now. A million takes some seconds.'}
      </small>
    </form>
  );
}

/** Given as a ref: who opens the form writes into it. */
function focus(field: HTMLInputElement | null): void {
  field?.focus();
}
