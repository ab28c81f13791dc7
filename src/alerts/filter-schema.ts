import * as z from 'zod';
import { ID_COLUMNS, isNumberColumn, isTextColumn } from '../model/column.ts';
import type { Field, IdColumn, NumberColumn, TextColumn } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { VERSION_PARTS } from '../model/version.ts';

const MOST_PARTS = 1_000;
const text = z.string().max(10_000);
const is = z.enum(['<', '<=', '>', '>=', '=']);
const numberColumn = z.custom<NumberColumn>(
  (name) => typeof name === 'string' && isNumberColumn(name),
  'This is no column that holds numbers.',
);
const textColumn = z.custom<TextColumn>(
  (name) => typeof name === 'string' && isTextColumn(name),
  'This is no column that holds text.',
);
const field: z.ZodType<Field> = z.union([textColumn, numberColumn, z.strictObject({ tag: text })]);

/** A filter as it stands in a file: its tree, and nothing that is not known. */
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('and'), of: z.array(filterSchema).max(MOST_PARTS) }),
    z.strictObject({ kind: z.literal('or'), of: z.array(filterSchema).max(MOST_PARTS) }),
    z.strictObject({ kind: z.literal('not'), of: filterSchema }),
    z.strictObject({
      kind: z.literal('in'),
      field,
      values: z.array(z.union([text, z.number(), z.null()])).max(MOST_PARTS),
    }),
    z.strictObject({ kind: z.literal('like'), field, pattern: text }),
    z.strictObject({ kind: z.literal('compare'), field: numberColumn, is, value: z.number() }),
    z.strictObject({ kind: z.literal('has'), field }),
    z.strictObject({
      kind: z.literal('id'),
      column: z.enum(Object.keys(ID_COLUMNS) as IdColumn[]),
      values: z.array(text).max(MOST_PARTS),
    }),
    z.strictObject({ kind: z.literal('version'), part: z.enum(VERSION_PARTS), is, value: text }),
  ]),
);
