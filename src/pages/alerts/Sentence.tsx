import type { ReactNode } from 'react';
import type { AlertRule } from '../../model/alert-rule.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { timeWords, valueWords } from './rule-words.ts';
import css from './alerts.module.css';

/** A rule, said in one sentence. */
export function Sentence({ rule, search }: { readonly rule: AlertRule; readonly search: string }): ReactNode {
  const { measure, environments, thresholds, side, window, earlier, periods, least, noData, classic } = rule;
  const back = side === 'above' ? 'below' : 'above';
  const { critical, warning, resolve } = thresholds;
  return (
    <p className={css.sentence}>
      When the <b>{widgetWords(measure)}</b> of{' '}
      {search === '' ? 'all events' : <b className={css.mono}>{toVisibleLine(search)}</b>}{' '}
      {environments.length > 0 && (
        <>
          in <b>{toVisibleLine(environments.map((name) => name ?? 'no environment').join(' or '))}</b>{' '}
        </>
      )}
      over the last <b>{timeWords(window)}</b>
      {least > 1 && (
        <>
          {' '}
          with at least <b>{least} events</b>
        </>
      )}
      {earlier !== null && (
        <>
          , as a share of what it was <b>{timeWords(earlier)}</b> before,
        </>
      )}
      {periods > 1 && (
        <>
          {' '}
          for <b>{periods} minutes</b> in a row
        </>
      )}{' '}
      {warning === null && critical === null && 'passes a threshold: none is set yet'}
      {warning !== null && (
        <>
          is {side} <b className={css.warn}>{valueWords(rule, warning)}</b>, it warns
        </>
      )}
      {critical !== null && (
        <>
          {warning === null ? `is ${side}` : `; ${side}`}{' '}
          <b className={css.bad}>{valueWords(rule, critical)}</b>, it is critical
        </>
      )}
      .{' '}
      {resolve !== null && (
        <>
          It is resolved {back} <b className={css.good}>{valueWords(rule, resolve)}</b>.{' '}
        </>
      )}
      {classic
        ? 'No data counts as 0.'
        : {
            keep: 'Without data it stays as it is.',
            ok: 'Without data nothing is wrong.',
            alert: 'Without data something is wrong.',
          }[noData]}
    </p>
  );
}
