// The grammar's edge cases, as Sentry's developer documentation lists them.
import { describe, expect, it } from 'vitest';
import { FormatError } from '../../../src/formats/format-error.ts';
import { parseEnvelope } from '../../../src/formats/sentry/envelope.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** The items of an envelope as [type, payload], and how many were malformed. */
function read(text: string) {
  const { header, items, malformed } = parseEnvelope(bytes(text));
  const texts = items.map(({ header, payload }) => [header['type'], new TextDecoder().decode(payload)]);
  return { header, items: texts, malformed: malformed.length };
}

describe('an envelope', () => {
  it.each<[string, string, [string, string][], number]>([
    ['may be empty', '{}', [], 0],
    ['may be empty, with a newline', '{"event_id":"x"}\n', [], 0],
    ['may end without a newline', '{}\n{"type":"a"}\n{"x":1}', [['a', '{"x":1}']], 0],
    ['may end with several newlines', '{}\n{"type":"a"}\n1\n\n\n', [['a', '1']], 0],
    [
      'has items without a length up to the newline',
      '{}\n{"type":"a"}\n1\n{"type":"b"}\n2\n',
      [
        ['a', '1'],
        ['b', '2'],
      ],
      0,
    ],
    [
      'has items with a length',
      '{}\n{"type":"a","length":3}\n1\n2\n{"type":"b","length":1}\n3',
      [
        ['a', '1\n2'],
        ['b', '3'],
      ],
      0,
    ],
    [
      'mixes both',
      '{}\n{"type":"a","length":2}\n\n\n\n{"type":"b"}\n2',
      [
        ['a', '\n\n'],
        ['b', '2'],
      ],
      0,
    ],
    [
      'counts lengths in bytes',
      '{}\n{"type":"a","length":4}\n€1\n{"type":"b"}\n2',
      [
        ['a', '€1'],
        ['b', '2'],
      ],
      0,
    ],
    [
      'has payloads of no length',
      '{}\n{"type":"a","length":0}\n\n{"type":"b","length":0}\n',
      [
        ['a', ''],
        ['b', ''],
      ],
      0,
    ],
    [
      'has empty payloads without a length',
      '{}\n{"type":"a"}\n\n{"type":"b"}\n',
      [
        ['a', ''],
        ['b', ''],
      ],
      0,
    ],
    ['may end after the header of an item', '{}\n{"type":"a"}', [['a', '']], 0],
    ['may end after the header of an item of no length', '{}\n{"type":"a","length":0}', [['a', '']], 0],
    ['keeps carriage returns in a payload', '{}\r\n{"type":"a"}\r\n{"x":\r1}\r\n', [['a', '{"x":\r1}\r']], 0],
    [
      'takes a length that is none for no length',
      '{}\n{"type":"a","length":"3"}\n123\n{"type":"b","length":-1}\n4',
      [
        ['a', '123'],
        ['b', '4'],
      ],
      0,
    ],
    [
      'loses only the item whose header is no JSON',
      '{}\n{"type":"a"}\n1\nnonsense\n{"x":2}\n{"type":"b"}\n3',
      [
        ['a', '1'],
        ['b', '3'],
      ],
      1,
    ],
    ['loses only the item whose header is no object', '{}\n[1]\n2\n{"type":"b"}\n3', [['b', '3']], 1],
    [
      'loses an item that is shorter than its length',
      '{}\n{"type":"a"}\n1\n{"type":"b","length":9}\n123',
      [['a', '1']],
      1,
    ],
    [
      'loses only the item that is longer than its length',
      '{}\n{"type":"a","length":1}\n123\n{"type":"b"}\n4',
      [['b', '4']],
      1,
    ],
  ])('%s', (_, text, items, malformed) => {
    expect(read(text)).toMatchObject({ items, malformed });
  });

  it('has a header with what its items share', () => {
    expect(read('{"event_id":"x","trace":{"sample_rate":"0.5"}}\n').header).toEqual({
      event_id: 'x',
      trace: { sample_rate: '0.5' },
    });
  });

  it.each([
    ['nothing', ''],
    ['a header that is no JSON', 'nonsense\n{"type":"a"}\n1'],
    ['a header that is no object', '[]\n'],
    ['two times of sending', '{"sent_at":"2026-01-01T00:00:00Z","sent_at" : "2026-01-02T00:00:00Z"}\n'],
    ['too many items', `{}\n${'{"type":"a"}\n1\n'.repeat(1_001)}`],
    ['a header that is nested too deep', `{"a":${'['.repeat(200)}${']'.repeat(200)}}\n`],
  ])('is refused as a whole with %s', (_, text) => {
    expect(() => parseEnvelope(bytes(text))).toThrow(FormatError);
  });
});
