/** Whether the check digit fits (ISO/IEC 7812-1, annex B). */
function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - place) - 48;
    const doubled = place % 2 === 0 ? digit : 2 * digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * First digits and lengths of the cards that are issued. A tenth of all numbers has a fitting check digit, ids and
 * times among them; hardly any of these begins like a card of its length.
 */
const ISSUED: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^(?:5[1-5]|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720))/, [16]],
  [/^3[47]/, [15]],
  [/^(?:6011|65|64[4-9])/, [16, 19]],
  [/^35(?:2[89]|[3-8]\d)/, [16]],
  [/^3(?:0[0-5]|6|8)/, [14]],
  [/^62/, [16, 17, 18, 19]],
];

const FEWEST = 13;
const MOST = 19;

/** Whether digits alone are the number of a card. */
export function isCardNumber(digits: string): boolean {
  const { length } = digits;
  return (
    length >= FEWEST &&
    length <= MOST &&
    ISSUED.some(([first, lengths]) => lengths.includes(length) && first.test(digits)) &&
    isLuhn(digits)
  );
}

interface Group {
  readonly start: number;
  readonly digits: string;
}

/** Digits that stand together on a card at least; lists of smaller numbers are no card. */
const SMALLEST_GROUP = 3;

/** Runs of digits, each list of them parted by single spaces or dashes alone. */
function chainsOf(text: string): Group[][] {
  const chains: Group[][] = [];
  let end = -2;
  for (const match of text.matchAll(/\d+/g)) {
    const group = { start: match.index, digits: match[0] };
    if (group.digits.length < SMALLEST_GROUP || group.digits.length > MOST) continue;
    const isNext = group.start === end + 1 && /[ -]/.test(text[end] ?? '');
    const chain = chains.at(-1);
    if (isNext && chain !== undefined) chain.push(group);
    else chains.push([group]);
    end = group.start + group.digits.length;
  }
  return chains;
}

const NEIGHBOUR = /[\w.]/;

/** The end of a card number that starts with the group at `first`, or -1. */
function endOfCard(text: string, chain: readonly Group[], first: number): number {
  const { start = 0, digits: begin = '' } = chain[first] ?? {};
  if (!/^[2-6]/.test(begin)) return -1;
  if (start > 0 && NEIGHBOUR.test(text[start - 1] ?? '')) return -1;
  let digits = '';
  for (const group of chain.slice(first, first + MOST / SMALLEST_GROUP)) {
    digits += group.digits;
    if (digits.length > MOST) return -1;
    const end = group.start + group.digits.length;
    if (isCardNumber(digits) && !/\w/.test(text[end] ?? '')) return end;
  }
  return -1;
}

const MAY_HOLD_ONE = /\d[\d -]{11}/;

/** Where the numbers of cards stand in a text, written in one or in groups; in time linear in its length. */
export function findCardNumbers(text: string): readonly (readonly [start: number, end: number])[] {
  if (!MAY_HOLD_ONE.test(text)) return [];
  const found: (readonly [number, number])[] = [];
  for (const chain of chainsOf(text)) {
    let done = 0;
    for (const [index, { start }] of chain.entries()) {
      const end = start < done ? -1 : endOfCard(text, chain, index);
      if (end < 0) continue;
      found.push([start, end]);
      done = end;
    }
  }
  return found;
}
