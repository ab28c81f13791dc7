// What is at the caret of a search text, how the text is drawn, and what taking a suggestion makes of it.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contextAt } from '../../../src/pages/frame/search/caret-context.ts';
import type { CaretContext } from '../../../src/pages/frame/search/caret-context.ts';
import { noteOn } from '../../../src/pages/frame/search/note-on.ts';
import {
  putContains,
  putKey,
  putSign,
  putValue,
  toggleNegation,
} from '../../../src/pages/frame/search/take-suggestion.ts';
import { toReading } from '../../../src/pages/frame/search/to-reading.ts';
import { containing } from '../../../src/pages/frame/search/value-questions.ts';
import { parse } from '../../../src/search/parse.ts';
import { toMatcher } from '../../../src/model/wildcard.ts';
import { toRuns } from '../../../src/ui/filter/search/reading.ts';
import type { Mark } from '../../../src/ui/filter/search/reading.ts';

/** Texts in which everything that means something to a search is likely. */
const odd = fc.string({ unit: fc.constantFrom(...'a b : [ ] ( ) " ! * > , . OR'.split(' '), ' ') });
const plain = fc.string({ unit: fc.constantFrom('a', 'B', '\\', '.', ' ') });

/** A text with its caret written as `|`. */
function cut(marked: string): { readonly text: string; readonly caret: number } {
  const caret = marked.indexOf('|');
  return { text: marked.replace('|', ''), caret };
}

function contextOf(marked: string): CaretContext {
  const { text, caret } = cut(marked);
  return contextAt(text, caret, parse(text));
}

function valueContext(marked: string): CaretContext & { readonly kind: 'value' } {
  const context = contextOf(marked);
  if (context.kind !== 'value') throw new Error(`At the caret of ${marked} is no value.`);
  return context;
}

function marked({ text, caret }: { readonly text: string; readonly caret: number }): string {
  return `${text.slice(0, caret)}|${text.slice(caret)}`;
}

describe('what is at the caret', () => {
  it.each([
    ['|', { kind: 'anything' }],
    ['op:db |', { kind: 'anything' }],
    ['op:db (|', { kind: 'anything' }],
    ['op:db du|', { kind: 'word', typed: 'du' }],
    ['!du|', { kind: 'word', typed: '!du' }],
    ['dur|ation:>1s', { kind: 'key', typed: 'dur' }],
    ['|op:db', { kind: 'key', typed: '' }],
    ['op:|', { kind: 'value', typed: '', operator: '', values: [] }],
    ['op:d|b', { kind: 'value', typed: 'd', values: ['db'] }],
    ['!op:db|', { kind: 'value', typed: 'db', values: ['db'] }],
    ['duration:>|', { kind: 'value', typed: '', operator: '>' }],
    ['duration:>=1|', { kind: 'value', typed: '1', operator: '>=', values: ['1'] }],
    ['op:[db,"a b|c"] x', { kind: 'value', typed: 'a b', values: ['db', 'a bc'] }],
    ['tags[plan]:p|', { kind: 'value', typed: 'p', values: ['p'] }],
    ['p95():>1|s', { kind: 'value', typed: '1', operator: '>' }],
    ['p9|5():>1s', { kind: 'key', typed: 'p9' }],
  ])('%s', (text, expected) => {
    expect(contextOf(text)).toMatchObject(expected);
  });

  it('is something, whatever the text and wherever the caret', () => {
    fc.assert(
      fc.property(odd, fc.nat(), (text, at) => {
        const caret = text.length === 0 ? 0 : at % (text.length + 1);
        expect(contextAt(text, caret, parse(text)).kind).toMatch(/^(anything|word|key|value)$/);
      }),
    );
  });
});

it.each([
  ['duraton:>5', /Did you mean “duration”\? .* is part of the text/],
  ['op:a duraton:5', /Did you mean “duration”/],
  ['duraton:5 op:a', /^The kind of operation/],
  ['plan:pro', /^The tag “plan”/],
  ['paln:pro', /^No row has the tag “paln” here. Did you mean “plan”\?/],
  ['tags[color]:red', /^No row has the tag “color” here\.$/],
])('behind %s the note says what it is, and what was meant', (text, note) => {
  const parsed = parse(text);
  const hints = 'error' in parsed ? [] : parsed.hints;
  expect(noteOn(contextAt(text, text.length, parsed), hints, text.length, ['plan'])).toMatch(note);
});

describe('how a text is drawn', () => {
  it('is the text itself, in pieces', () => {
    fc.assert(
      fc.property(odd, (text) => {
        const parsed = parse(text);
        const runs = toRuns(text, toReading(text, parsed, 'error' in parsed ? parsed.error : null));
        expect(runs.flatMap(({ pieces }) => pieces.map((piece) => piece.text)).join('')).toBe(text);
      }),
    );
  });

  it('says what each piece is, and where the error lies', () => {
    const text = '!plan:p* duration:>1s OR status:nope';
    const parsed = parse(text);
    const runs = toRuns(text, toReading(text, parsed, 'error' in parsed ? parsed.error : null));
    const looks = runs.flatMap(({ pieces }) => pieces.filter(({ look }) => look !== null));
    expect(looks.map(({ text, look }) => `${look} ${text}`)).toEqual([
      'negation !',
      'tag plan',
      'quiet :',
      'text p',
      'wildcard *',
      'key duration',
      'quiet :',
      'operator >',
      'number 1s',
      'boolean OR',
      'key status',
      'quiet :',
      'text nope',
    ]);
    expect(looks.filter(({ isWrong }) => isWrong).map(({ text }) => text)).toEqual(['nope']);
    expect(runs.filter(({ chip }) => chip !== null)).toHaveLength(3);
  });
});

it('a text of 100 kB is drawn in one piece, and not more often than it is long', () => {
  const text = 'a:b OR '.repeat(14_000).concat('a:>');
  const parsed = parse(text);
  const reading = toReading(text, parsed, null);
  expect(toRuns(text, reading).map(({ pieces }) => pieces.length)).toEqual([1]);
  // Whoever draws all of its conditions all the same is not held up by finding the marks of each among all.
  const { length } = text;
  let reads = 0;
  const marks = new Proxy(
    parsed.tokens.map(({ start, end }): Mark => ({ start, end, look: 'text' })),
    {
      get: (target, key, receiver) => {
        reads += 1;
        return Reflect.get(target, key, receiver) as unknown;
      },
    },
  );
  const chips = parsed.terms.filter(({ kind }) => kind === 'condition');
  expect(toRuns(text, { marks, chips, fault: null }).length).toBeGreaterThan(14_000);
  expect(reads).toBeLessThan(length * 20);
});

describe('what is taken', () => {
  it.each([
    ['|', 'op', 'op:|'],
    ['op:db |', 'status', 'op:db status:|'],
    ['op:db !st|', 'status', 'op:db !status:|'],
    ['(|', 'op', '(op:|'],
    ['o|p:db x', 'status', 'status|:db x'],
    ['has:us|', 'user', 'has:user |'],
  ])('is a key: %s', (text, key, expected) => {
    const context = contextOf(text);
    expect(marked(putKey(cut(text), context, key))).toBe(expected);
  });

  it.each([
    ['op:|', 'db', 'replace', 'op:db |'],
    ['op:| x', 'db', 'replace', 'op:db| x'],
    ['env:pr|', 'prod', 'replace', 'env:prod |'],
    ['!op:x|', 'a b', 'replace', '!op:"a b" |'],
    ['op:[a,b|]', 'c', 'add', 'op:[a,b,c] |'],
    ['op:a|', 'b*', 'add', 'op:[a,b*] |'],
    ['op:|', '*', 'replace', 'op:[*] |'],
    ['op:a|', null, 'replace', '!has:op |'],
    ['!op:a|', null, 'replace', 'has:op |'],
    ['http.status_code:4|', 404, 'replace', 'http.status_code:404 |'],
    ['http.status_code:404|', 500, 'add', 'http.status_code:[404,500] |'],
  ] as const)('is a value: %s', (text, value, how, expected) => {
    const put = putValue(cut(text), valueContext(text), value, how);
    expect(put === null ? null : marked(put)).toBe(expected);
    expect(parse(put?.text ?? '')).not.toHaveProperty('error');
  });

  it('is an operator, a negation, or a wildcard around the value', () => {
    expect(marked(putSign(cut('duration:|'), valueContext('duration:|'), '>'))).toBe('duration:>|');
    expect(marked(putSign(cut('duration:>=1s|'), valueContext('duration:>=1s|'), '<'))).toBe('duration:<|1s');
    expect(marked(toggleNegation(cut('op:a|'), valueContext('op:a|')))).toBe('!op:a|');
    expect(marked(toggleNegation(cut('!op:a|'), valueContext('!op:a|')))).toBe('op:a|');
    expect(marked(putContains(cut('op:a|'), valueContext('op:a|')))).toBe('op:*a|*');
    expect(marked(putContains(cut('op:"a b|"'), valueContext('op:"a b|"')))).toBe('op:"*a b|*"');
  });
});

it('values are found by any text within them', () => {
  fc.assert(
    fc.property(plain, fc.string(), fc.string(), (text, a, b) => {
      expect(toMatcher(containing(text))(`${a}${text}${b}`)).toBe(true);
    }),
  );
  expect(toMatcher(containing('a\\'))('ab')).toBe(false);
});
