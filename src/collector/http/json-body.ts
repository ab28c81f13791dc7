import * as z from 'zod';
import type { Exchange } from './answer.ts';
import { readBody } from './body.ts';
import { Refusal } from './refusal.ts';

/** Reads a body of `most` bytes at most as a text. Throws a Refusal where it is none. */
export async function readText({ request }: Pick<Exchange, 'request'>, most: number): Promise<string> {
  const body = await readBody(request, most);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new Refusal(400, 'The body is not UTF-8.', 'Send JSON in UTF-8.');
  }
}

/** As `readText`, of JSON. Throws a Refusal that says what is not as the schema wants it. */
export async function readJson<Value>(
  exchange: Pick<Exchange, 'request'>,
  most: number,
  schema: z.ZodType<Value>,
): Promise<Value> {
  const text = await readText(exchange, most);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refusal(400, 'The body is not JSON.', 'Send one JSON value.');
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  throw new Refusal(400, `The body is not right: ${z.prettifyError(result.error)}`, 'Correct what is named.');
}
