// Texts at random, out of pieces that mean something to the filters.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterQuery, filterText, namesSecret } from '../../../src/formats/privacy/filter-text.ts';
import { scrubTag } from '../../../src/formats/privacy/scrub-attributes.ts';

const PIECES = [
  'password',
  'token',
  'x-api-key',
  'Cookie',
  'author',
  'auth',
  '=',
  ':',
  ': ',
  ' = ',
  '"',
  "'",
  '\\"',
  '{',
  '}',
  '[',
  ']',
  '&',
  '?',
  ';',
  ',',
  '://',
  '@',
  '/',
  ' ',
  '\n',
  '%3D',
  'Bearer ',
  'eyJhbGciOi',
  '.',
  '-',
  '4111 1111 1111 1111',
  '4111',
  '1',
  'h.test',
  'jane',
  '203.0.113.9',
  '::1',
  '2001:db8::1',
  '[Filtered]',
  '[Filtered',
  'SELECT ',
  '-----BEGIN PRIVATE KEY-----',
  '-----END PRIVATE KEY-----',
  'AUTH ',
  '_meta',
  '__proto__',
  '\ud83d',
  '…',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })), { maxLength: 24 })
  .map((pieces) => pieces.join(''));
const none = (): void => undefined;
const RUNS = { numRuns: 2_000 };

describe('filters of texts', () => {
  it.each([
    ['filterText', filterText],
    ['filterQuery', filterQuery],
  ] as const)('%s finds nothing in what it has filtered', (_name, filter) => {
    fc.assert(
      fc.property(text, fc.boolean(), (given, contacts) => {
        const once = filter(given, contacts, none);
        expect(filter(once, contacts, none)).toBe(once);
      }),
      RUNS,
    );
  });

  it('say so exactly when they change something', () => {
    fc.assert(
      fc.property(text, fc.boolean(), (given, contacts) => {
        let count = 0;
        const kept = filterText(given, contacts, () => void (count += 1));
        expect(count > 0).toBe(kept !== given);
      }),
      RUNS,
    );
  });

  it('leave no value of a password in any surroundings', () => {
    fc.assert(
      fc.property(
        text,
        text,
        fc.constantFrom('password=', '"password":"', 'password: '),
        (before, after, name) => {
          const given = `${before} ${name}CANARY0815 ${after}`;
          // Behind an open quote or bracket the whole rest is one value, which goes as well.
          expect(filterText(given, false, none)).not.toContain('CANARY0815');
        },
      ),
      RUNS,
    );
  });

  it('of tags leave no text that names a secret and is no address', () => {
    fc.assert(
      fc.property(text, (given) => {
        const kept = scrubTag('note', given, { contacts: false, salt: '' }, none);
        const isAddress = /:\/\/|^[A-Z]{3,7} \/|^\/|^[{[]/.test(given);
        expect(kept === given && namesSecret(given) && !isAddress).toBe(false);
      }),
      RUNS,
    );
  });
});
