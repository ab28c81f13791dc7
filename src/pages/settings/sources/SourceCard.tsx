import { useId } from 'react';
import type { ReactNode } from 'react';
import css from './sources.module.css';

/** Something that is known of a source. */
export interface Fact {
  /** Tells it from others of its name. */
  readonly key?: string;
  readonly name: string;
  readonly value: ReactNode;
}

/** A source: what it is, what is known of it, and what can be done with it. */
export function SourceCard(props: {
  readonly name: string;
  readonly help: string;
  /** How it is, in words; null while it is not the one that is open. */
  readonly state: { readonly tone: 'good' | 'bad' | 'quiet'; readonly words: string } | null;
  readonly facts: readonly Fact[];
  readonly actions: ReactNode;
  /** What was opened below it: a form, the result of a test. */
  readonly children: ReactNode;
}): ReactNode {
  const { name, help, state, facts, actions, children } = props;
  const id = useId();
  return (
    <article className={css.card} aria-labelledby={id}>
      <div className={css.head}>
        <div className={css.title}>
          <h3 id={id}>{name}</h3>
          {state !== null && (
            <span className={css.state} data-tone={state.tone}>
              <i aria-hidden />
              {state.words}
            </span>
          )}
          <p>{help}</p>
        </div>
        <div className={css.actions}>{actions}</div>
      </div>
      {facts.length > 0 && (
        <dl className={css.facts}>
          {facts.map(({ name, value, key = name }) => (
            <div key={key}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </article>
  );
}
