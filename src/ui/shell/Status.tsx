import type { ReactNode } from 'react';
import { Button } from '../Button.tsx';
import css from './Status.module.css';

export interface StatusProps {
  /** Of the source, such as `collector :4318`. */
  readonly name: string;
  readonly tone: 'good' | 'warn' | 'bad' | 'quiet';
  /** Whether new rows may come by themselves. */
  readonly isLive: boolean;
  /** What the dot's colour and beat mean, in words, and what is held. */
  readonly details: readonly string[];
  /** How far loading is; a null `total` is not known yet. */
  readonly loading: { readonly rows: number; readonly total: number | null } | null;
  /** Ends it: offered where it takes longer than a moment. */
  readonly onStop: () => void;
}

/** The source's state at the foot of the rail. */
export function Status({ name, tone, isLive, details, loading, onStop }: StatusProps): ReactNode {
  return (
    <div className={css.status}>
      <div className={css.line}>
        <i className={css.dot} data-tone={tone} data-live={isLive ? true : undefined} />
        <span className={css.name} title={name} data-rail-words>
          {name}
        </span>
      </div>
      {details.map((detail) => (
        <div key={detail} className={css.detail} data-rail-words>
          {detail}
        </div>
      ))}
      {loading !== null && (
        <>
          <progress
            className={css.bar}
            aria-label="Loaded"
            {...(loading.total === null ? {} : { value: loading.rows, max: Math.max(loading.total, 1) })}
          />
          <Button size="small" className={css.stop} onClick={onStop}>
            Stop loading
          </Button>
        </>
      )}
    </div>
  );
}
