// The written contract says what the server answers: every path, every column, every field.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { readAsPage, readHeaders } from './as-page.ts';
import type { Collector } from '../../src/collector/start.ts';
import { NUMBER_COLUMNS } from '../../src/model/column.ts';
import { CONTRACT_VERSION } from '../../src/model/source.ts';
import { ask, frames, keyOf, sendEnvelope, start } from './running.ts';
import { envelope, errorItem, eventId, traceId, transactionEnvelope, transactionItem } from './traffic.ts';

const Column = z.strictObject({
  name: z.string(),
  type: z.string(),
  unit: z.string().optional(),
  /** Whether it may be left out of a frame. */
  optional: z.literal(true).optional(),
  description: z.string().min(1),
});
const METHODS = ['get', 'put', 'post', 'options', 'delete', 'patch'] as const;
const Operation = z.looseObject({ responses: z.record(z.string(), z.unknown()) });
const Contract = z.looseObject({
  openapi: z.literal('3.1.0'),
  info: z.looseObject({ version: z.string() }),
  paths: z.record(z.string(), z.partialRecord(z.enum([...METHODS, 'parameters']), z.unknown())),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  'x-tables': z.record(z.string(), z.object({ columns: z.array(Column) }).loose()),
});
const contract = Contract.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../../public/openapi.json'), 'utf8')),
);

/** The columns of a table as the server sends them, in order, with the names of their Arrow types. */
async function sentColumns({ url }: Collector, path: string, table: string) {
  const bytes = Buffer.from(await (await readAsPage(`${url}api/v1/${path}`)).arrayBuffer());
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt32LE(at);
    const { schema } = tableFromIPC(Uint8Array.from(bytes.subarray(at + 4, at + 4 + length)));
    at += 4 + length;
    if (schema.metadata?.get('table') !== table) continue;
    return schema.fields.map(({ name, type }) => ({ name, type: typeName(type) }));
  }
  throw new Error(`${path} has no table ${table}`);
}

const FLOAT = 3;
const UTF8 = 5;
const FIXED_SIZE_BINARY = 15;
const DICTIONARY = -1;

function typeName(type: object): string {
  const { typeId, precision, stride } = type as { typeId: number; precision?: number; stride?: number };
  switch (typeId) {
    case FLOAT:
      return precision === 2 ? 'float64' : 'float32';
    case UTF8:
      return 'utf8';
    case FIXED_SIZE_BINARY:
      return `fixed_size_binary[${stride ?? 0}]`;
    case DICTIONARY:
      return 'dictionary<utf8>';
    default:
      return `type ${typeId}`;
  }
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

const written = (table: string) =>
  (contract['x-tables'][table]?.columns ?? [])
    .filter(({ optional }) => optional !== true)
    .map(({ name, type }) => ({ name, type }))
    .toSorted(byName);

async function filled(): Promise<Collector> {
  const collector = await start();
  const items = [
    ['transaction', transactionItem(1)],
    ['event', errorItem(1, 1)],
  ] as const;
  await sendEnvelope(collector, envelope(items));
  await collector.settled();
  return collector;
}

describe('public/openapi.json', () => {
  it('is of the version that the server speaks', () => {
    expect(contract.info.version).toBe(String(CONTRACT_VERSION));
  });

  it.each([
    ['transactions', 'transactions'],
    ['spans', `traces/${traceId(1)}`],
    ['former', 'former'],
    ['errors', `traces/${traceId(1)}`],
  ])('lists every column of %s with its type', async (table, path) => {
    const sent = await sentColumns(await filled(), path, table);
    const own = sent.filter(({ name }) => !name.startsWith('tag:'));
    expect(own.toSorted(byName)).toEqual(written(table));
  });

  it('gives every number of a transaction the unit that the model gives it', () => {
    const units = (contract['x-tables'].transactions?.columns ?? []).filter(({ unit }) => unit !== undefined);
    const model = [...NUMBER_COLUMNS].map(([name, { unit }]) => [name, unit]);
    expect(new Map(units.map(({ name, unit }) => [name, unit]))).toEqual(
      new Map(model as [string, string][]),
    );
  });

  it('names every path and method that is answered, and no other', async () => {
    const collector = await filled();
    const reading = await readHeaders(collector.url);
    const examples: Readonly<Record<string, string>> = {
      '/api/v1/traces/{traceId}': `/api/v1/traces/${traceId(1)}`,
      '/api/v1/spans': '/api/v1/spans?transaction=a&project=b',
      '/api/v1/errors/{eventId}': `/api/v1/errors/${eventId(5_000_001)}?project=1`,
      '/api/{project}/envelope/': `/api/1/envelope/?sentry_key=${keyOf(collector)}`,
    };
    for (const [path, described] of Object.entries(contract.paths)) {
      if (path === '/api/v1/watch') continue;
      for (const method of METHODS) {
        const headers = { 'content-type': 'application/json', ...reading };
        const body = method === 'post' && path.includes('envelope') ? transactionEnvelope(2) : '{}';
        const sent = method === 'put' || method === 'post' ? body : undefined;
        const answer = await ask(collector, examples[path] ?? path, headers, method.toUpperCase(), sent);
        const operation = described[method];
        const known = operation === undefined ? ['405'] : Object.keys(Operation.parse(operation).responses);
        expect([path, method, known]).toEqual([
          path,
          method,
          expect.arrayContaining([String(answer.status)]),
        ]);
      }
    }
  });

  it('describes Info, Settings and an error as they are answered, field by field', async () => {
    const collector = await filled();
    for (const [route, name] of [
      ['info', 'Info'],
      ['settings', 'Settings'],
      [`errors/${eventId(5_000_001)}?project=1`, 'Error'],
    ] as const) {
      const answer: unknown = await (await readAsPage(`${collector.url}api/v1/${route}`)).json();
      const schema = { $ref: `#/components/schemas/${name}`, components: contract.components };
      expect(validate(answer, schema, name)).toEqual([]);
    }
    const problem: unknown = await (await readAsPage(`${collector.url}api/v1/traces/x`)).json();
    expect(validate(problem, { $ref: '#/components/schemas/Answer' }, 'Answer')).toEqual([]);
    expect(validate({ problem: {} }, { $ref: '#/components/schemas/Answer' }, 'Answer')).not.toEqual([]);
  });

  it('describes frames whose last one says end, after and revision', async () => {
    const [frame] = await frames(await filled(), 'transactions');
    for (const key of Object.keys(frame?.meta ?? {})) {
      expect(JSON.stringify(contract.components.schemas.Frames)).toContain(`\`${key}\``);
    }
  });
});

interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Where a value differs from the part of JSON Schema that the contract uses. */
function validate(value: unknown, schema: JsonSchema, at: string): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return validate(value, contract.components.schemas[name] as JsonSchema, at);
  }
  if (schema.oneOf !== undefined) {
    const tries = schema.oneOf.map((one) => validate(value, one, at));
    return tries.some((errors) => errors.length === 0) ? [] : tries.flat();
  }
  if (schema.const !== undefined)
    return schema.const === value ? [] : [`${at} is not ${JSON.stringify(schema.const)}`];
  if (schema.enum !== undefined) return schema.enum.includes(value) ? [] : [`${at} is none of the words`];
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]) as string[];
  const type = typeOf(value);
  const fits = types.includes(type) || (types.includes('integer') && Number.isInteger(value));
  if (!fits) return [`${at} is ${type}`];
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => validate(item, schema.items ?? {}, `${at}[${index}]`));
  }
  if (type !== 'object') return [];
  const entries = Object.entries(value as object) as [string, unknown][];
  const missing = (schema.required ?? []).filter((key) => !entries.some(([name]) => name === key));
  const wrong = entries.flatMap(([key, member]) => {
    const known = schema.properties?.[key] ?? schema.additionalProperties;
    if (known === false || known === undefined) return [`${at}.${key} is not described`];
    return known === true ? [] : validate(member, known, `${at}.${key}`);
  });
  return [...missing.map((key) => `${at}.${key} is missing`), ...wrong];
}
