/** How a number stands to the truth: itself, an estimate from a sample, or a lower bound. */
export type Mark = 'exact' | 'estimate' | 'at-least';

/** The sign before the number, and what it means; both empty where the number is what it says. */
export const MARKS: Readonly<Record<Mark, { readonly sign: string; readonly words: string }>> = {
  exact: { sign: '', words: '' },
  estimate: { sign: '≈', words: 'Estimated: some transactions stand for others that were not sent.' },
  'at-least': { sign: '≥', words: 'At least: of sampled transactions not every user is seen.' },
};
