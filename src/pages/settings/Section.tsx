import { useEffect, useId, useRef } from 'react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import type { SettingsPart } from '../../view/settings-parts.ts';
import css from './settings.module.css';

/** A part of the settings. An address that ends in `#` and its id leads to it. */
export function Section(props: {
  readonly id: SettingsPart;
  readonly title: string;
  /** For whom it holds. */
  readonly help: string;
  readonly children: ReactNode;
}): ReactNode {
  const { id: anchor, title, help, children } = props;
  const id = useId();
  const { hash, key } = useLocation();
  const part = useRef<HTMLElement>(null);
  const isWanted = hash === `#${anchor}`;
  useEffect(() => {
    // The key of the step: whoever goes there again is led there again.
    if (!isWanted || key === '') return;
    part.current?.scrollIntoView({ block: 'start' });
    part.current?.focus({ preventScroll: true });
  }, [isWanted, key]);
  return (
    <section ref={part} id={anchor} className={css.section} aria-labelledby={id} tabIndex={-1}>
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
