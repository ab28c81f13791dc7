import { itself } from './itself.ts';
import type { Metric } from './metric.ts';

/**
 * The prior of User Misery, a Beta distribution of mean 0.05 and variance 0.0004
 * (getsentry/sentry, `search/events/constants.py`).
 */
const MISERY_ALPHA = 5.8875;
const MISERY_BETA = 111.8625;

/**
 * (satisfied + tolerating ÷ 2) ÷ measured, the Application Performance Index (apdex.org, Technical Specification
 * 1.1). Rows that lack the threshold's metric are not measured. NaN where none is: Sentry's `apdex()` says 0 there,
 * which reads as "everybody frustrated".
 */
export const apdex: Metric = {
  label: 'Apdex',
  short: 'apdex',
  unit: () => 'score',
  help: 'How satisfied users are, from 0 to 1: transactions up to the threshold T count full, up to 4T half, slower ones not.',
  direction: 'higher',
  columns: [],
  needs: () => [{ kind: 'satisfied' }, { kind: 'tolerating' }, { kind: 'measured' }],
  derive: ([satisfied = Number.NaN, tolerating = Number.NaN, measured = Number.NaN]) =>
    measured > 0 ? (satisfied + tolerating / 2) / measured : Number.NaN,
};

export const users: Metric = {
  label: 'Users',
  short: 'users',
  unit: () => 'count',
  help: 'How many different users there were. Of sampled transactions this is a lower bound.',
  direction: 'none',
  columns: [],
  needs: () => [{ kind: 'users' }],
  derive: itself,
};

export const miserableUsers: Metric = {
  label: 'Miserable users',
  short: 'miserable',
  unit: () => 'count',
  help: 'How many different users waited longer than 4T at least once, T being the threshold of the transaction.',
  direction: 'lower',
  columns: [],
  needs: () => [{ kind: 'miserable users' }],
  derive: itself,
};

/**
 * (miserable users + α) ÷ (users with x > 0 + α + β), as Sentry's `user_misery()`. 0 where rows are there and no
 * user is; NaN without rows.
 */
export const userMisery: Metric = {
  label: 'User Misery',
  short: 'misery',
  unit: () => 'score',
  help: 'The share of users who waited longer than 4T at least once, drawn towards 0.05 while there are few users.',
  direction: 'lower',
  columns: [],
  needs: () => [{ kind: 'miserable users' }, { kind: 'measured users' }, { kind: 'rows' }],
  derive: ([miserable = 0, measured = 0, rows = 0]) => {
    if (rows === 0) return Number.NaN;
    return measured === 0 ? 0 : (miserable + MISERY_ALPHA) / (measured + MISERY_ALPHA + MISERY_BETA);
  },
};
