// Tables that leave the page: a spreadsheet runs none of them, and gets every value back.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv, toJson, toMarkdown } from '../../../src/ui/export/table-text.ts';
import type { ExportValue } from '../../../src/ui/export/table-text.ts';

/** Reads CSV as RFC 4180 has it, one character after the other. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at += 1;
    } else cell += character;
  }
  return rows;
}

const text = fc.string({
  unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r', '\t', '=', '+', '-', '@', '|', 'é'),
});

describe('CSV', () => {
  it('gives back every text, with an apostrophe before what would be a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { maxLength: 5 }), (rows) => {
        const read = readCsv(toCsv({ names: ['one', 'two'], rows }));
        expect(read[0]).toEqual(['one', 'two']);
        expect(read.slice(1)).toEqual(
          rows.map((cells) => cells.map((cell) => (/^[=+\-@\t\r\n]/.test(cell) ? `'${cell}` : cell))),
        );
      }),
    );
  });

  it('leaves no cell that a spreadsheet would run, and numbers as they are', () => {
    const names = ['name', 'ms'];
    const rows: ExportValue[][] = [
      ['=HYPERLINK("http://evil")', -3.5],
      ['@SUM(A1)', Number.NaN],
      ['+1', 0.1],
      [null, 2e-7],
    ];
    expect(toCsv({ names, rows })).toBe(
      'name,ms\r\n"\'=HYPERLINK(""http://evil"")",-3.5\r\n\'@SUM(A1),\r\n\'+1,0.1\r\n,2e-7\r\n',
    );
  });
});

it('JSON has one object a row, and null where there is no data', () => {
  const names = ['__proto__', 'p95 (ms)'];
  const json = toJson({
    names,
    rows: [
      ['x', 1.5],
      ['y', Number.NaN],
    ],
  });
  expect(JSON.parse(json)).toHaveLength(2);
  expect(json).toContain('"__proto__": "x"');
  expect(json).toContain('"p95 (ms)": null');
});

it('Markdown keeps bars and line ends within their cell', () => {
  expect(
    toMarkdown({
      names: ['a|b', 'n'],
      rows: [
        ['x|y\nz', 3],
        [null, 4],
      ],
    }),
  ).toBe('| a\\|b | n |\n| :--- | ---: |\n| x\\|y z | 3 |\n| — | 4 |\n');
});
