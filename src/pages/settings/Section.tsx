import { useId } from 'react';
import type { ReactNode } from 'react';
import css from './settings.module.css';

/** A part of the settings. */
export function Section(props: {
  readonly title: string;
  /** For whom it holds. */
  readonly help: string;
  readonly children: ReactNode;
}): ReactNode {
  const { title, help, children } = props;
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <p>{help}</p>
      </header>
      <div className={css.body}>{children}</div>
    </section>
  );
}

/** A setting with its name. */
export function Row(props: {
  readonly label: string;
  readonly help?: string;
  readonly children: ReactNode;
}): ReactNode {
  const { label, help, children } = props;
  return (
    <div className={css.row}>
      <span>
        {label}
        {help !== undefined && <small> {help}</small>}
      </span>
      {children}
    </div>
  );
}
