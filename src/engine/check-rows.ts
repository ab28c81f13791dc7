import { ID_COLUMNS, isIdColumn, isNumberColumn, isTextColumn, tagOf } from '../model/column.ts';
import type { Rows } from '../model/rows.ts';
import type { EpochMs } from '../model/time.ts';

/** Farther from 1970 no date lies (ECMAScript, time values). */
const LATEST: EpochMs = 8.64e15;

function fail(what: string): never {
  throw new RangeError(`The rows cannot be taken: ${what}`);
}

function checkNumbers(rows: Rows): void {
  for (const [name, values] of rows.numbers) {
    if (!isNumberColumn(name)) fail(`there is no number column "${name}".`);
    if (values.length < rows.length) fail(`"${name}" has ${values.length} values for ${rows.length} rows.`);
  }
  for (const name of ['row', 'timestamp']) {
    const values = rows.numbers.get(name);
    if (rows.length > 0 && values === undefined) fail(`the column "${name}" is missing.`);
    const most = name === 'timestamp' ? LATEST : Number.MAX_VALUE;
    for (let index = 0; index < rows.length; index++) {
      if (!(Math.abs(values![index]!) <= most)) fail(`"${name}" of item ${index} is ${values![index]}.`);
    }
  }
}

function checkTexts(rows: Rows): void {
  for (const [name, { codes, dictionary }] of rows.texts) {
    if (!isTextColumn(name) && tagOf(name) === null) fail(`there is no text column "${name}".`);
    if (codes.length < rows.length) fail(`"${name}" has ${codes.length} codes for ${rows.length} rows.`);
    const last = dictionary.length - 1;
    // No row has a branch: there are millions of them.
    let signs = 0;
    for (let index = 0; index < rows.length; index++) signs |= last - codes[index]!;
    const beyond = signs < 0 ? codes.subarray(0, rows.length).find((code) => code > last) : undefined;
    if (beyond !== undefined) fail(`code ${beyond} of "${name}" is not in its dictionary.`);
  }
}

function checkIds(rows: Rows): void {
  for (const [name, bytes] of rows.ids) {
    if (!isIdColumn(name)) fail(`there is no id column "${name}".`);
    const needed = rows.length * ID_COLUMNS[name];
    if (bytes.length < needed) fail(`"${name}" has ${bytes.length} bytes of ${needed}.`);
  }
}

/** Throws a RangeError that says what is wrong with a batch, before any of it is taken. */
export function checkRows(rows: Rows): void {
  checkNumbers(rows);
  checkTexts(rows);
  checkIds(rows);
}
