import type { ReactNode } from 'react';
import { isFailure } from '../../model/status.ts';
import type { EpochMs } from '../../model/time.ts';
import { NO_VALUE, momentParts } from '../format.ts';
import type { Zone } from '../format.ts';
import css from './event-words.module.css';

/** As long as `14:03:21` is. */
const SECONDS = 8;

/** When an event ended: its day set back, its time of day to the millisecond. */
export function EventTime({ at, zone }: { readonly at: EpochMs; readonly zone: Zone }): ReactNode {
  const moment = momentParts(at, zone);
  if (moment === null) return NO_VALUE;
  const [, day = '', month = ''] = moment.day.split(' ');
  return (
    <span className={css.time}>
      <span className={css.quiet}>
        {day} {month}
      </span>{' '}
      {moment.time.slice(0, SECONDS)}
      <span data-fraction>{moment.time.slice(SECONDS)}</span>
    </span>
  );
}

/** A status in words; failures in red, and never by colour alone. `code`: of HTTP, NaN for none. */
export function StatusWords(props: { readonly status: string | null; readonly code: number }): ReactNode {
  const { status, code } = props;
  const words = status === null ? NO_VALUE : status.replaceAll('_', ' ');
  const codeWords = Number.isFinite(code) ? ` ${code}` : '';
  return (
    <span
      className={css.status}
      data-failed={isFailure(status) ? true : undefined}
      title={`${words}${codeWords}`}
    >
      <span className={css.words}>{words}</span>
      {codeWords !== '' && <span className={css.quiet}>{codeWords}</span>}
    </span>
  );
}
