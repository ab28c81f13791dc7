/** Digits stay European whatever the language, as the figures of a table are set. */
const NUMERALS = { numberingSystem: 'latn' } as const;

/** How whole numbers are grouped, and what stands before decimals. */
interface NumberStyle {
  readonly whole: Intl.NumberFormat;
  readonly mark: string;
}

function styleOf(locale: string): NumberStyle {
  const whole = new Intl.NumberFormat(locale, { ...NUMERALS, maximumFractionDigits: 0 });
  const parts = new Intl.NumberFormat(locale, NUMERALS).formatToParts(0.5);
  return { whole, mark: parts.find(({ type }) => type === 'decimal')?.value ?? '.' };
}

/** What numbers are written like where nobody chose: `1,234.5`. */
export const USUAL_LOCALE = 'en-GB';

// One each in the window and in its worker, which writes numbers into its messages too.
let style = styleOf(USUAL_LOCALE);

/** From now on numbers are written as in this language (BCP 47); as usual where there is no such. */
export function writeNumbersAs(locale: string): void {
  try {
    style = styleOf(locale);
  } catch {
    style = styleOf(USUAL_LOCALE);
  }
}

/** A number to the next whole one, its thousands set apart: `41,877`. */
export function writtenWhole(value: number): string {
  return style.whole.format(value);
}

/** Digits with a point in them, as JavaScript writes numbers, with the reader's mark in its place. */
export function withMark(digits: string): string {
  return style.mark === '.' ? digits : digits.replace('.', style.mark);
}

/** A number with this many decimals; its thousands are set apart. */
export function writtenFixed(value: number, digits: number): string {
  const [whole = '', decimals = ''] = Math.abs(value).toFixed(digits).split('.');
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '-' : '';
  const grouped = style.whole.format(Number(whole));
  return decimals === '' ? sign + grouped : `${sign}${grouped}${style.mark}${decimals}`;
}

/** A number with at most this many decimals. */
export function writtenUpTo(value: number, digits: number): string {
  const fixed = value.toFixed(digits);
  return writtenFixed(value, Math.min(digits, String(Number(fixed)).split('.')[1]?.length ?? 0));
}

/** What people put between thousands. */
const GAPS = /[\s\u00a0\u202f'’]/g;

/**
 * Digits with points or with commas between thousands, and the other sign before decimals, if there are any. Nobody begins
 * thousands with a zero: `0.500` is a half.
 */
const GROUPED = {
  '.': /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/,
  ',': /^[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d*)?$/,
} as const;

/**
 * A number as the reader types it: with their mark before decimals, thousands set apart or not; null where it is none.
 * Where the mark is a comma, a point is one too unless it sets thousands apart: `1.5` is one and a half, `1.500` is not.
 * Where it is a point, a comma that sets no thousands apart makes it no number, rather than another one.
 */
export function readWritten(text: string): number | null {
  const close = text.trim().replaceAll(GAPS, '');
  const mark = style.mark === ',' ? ',' : '.';
  const other = mark === ',' ? '.' : ',';
  const whole = GROUPED[mark].test(close) ? close.replaceAll(other, '') : close;
  const plain = mark === ',' ? whole.replace(',', '.') : whole;
  const value = Number(plain);
  return plain !== '' && Number.isFinite(value) ? value : null;
}
