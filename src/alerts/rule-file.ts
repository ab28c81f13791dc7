import * as z from 'zod';
import type { AlertRule } from '../model/alert-rule.ts';
import { ruleSchema } from './rule-schema.ts';

/** Version of the file's form. */
const VERSION = 1;
const MOST_RULES = 1_000;

/** What a file of rules that cannot be taken says: what is wrong, and what to do. */
export class RuleFileError extends Error {
  readonly advice: string;

  constructor(message: string, advice: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RuleFileError';
    this.advice = advice;
  }
}

const file = z
  .strictObject({
    longtail: z.literal('alerts'),
    version: z.number(),
    rules: z.array(ruleSchema).max(MOST_RULES),
  })
  .refine(({ rules }) => new Set(rules.map(({ id }) => id)).size === rules.length, {
    path: ['rules'],
    message: 'Two rules have the same id.',
  });

/**
 * Reads a file of rules: JSON, `{"longtail": "alerts", "version": 1, "rules": […]}`. Throws a `RuleFileError` where it
 * is none, is of a later version, or any rule is not right: a part of a file is never taken.
 */
export function parseRules(text: string): readonly AlertRule[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new RuleFileError(
      'The file of alert rules is not JSON.',
      'Export the rules once more, or repair it.',
      cause,
    );
  }
  const version: unknown =
    typeof json === 'object' && json !== null && 'version' in json ? json.version : null;
  if (typeof version === 'number' && version > VERSION) {
    throw new RuleFileError(
      `The file of alert rules is of version ${version}; this Longtail reads up to ${VERSION}.`,
      'Update Longtail.',
    );
  }
  const parsed = file.safeParse(json);
  if (parsed.success) return parsed.data.rules;
  throw new RuleFileError(
    `The alert rules are not right: ${z.prettifyError(parsed.error)}`,
    'Correct the places that are named; nothing was taken.',
  );
}

/** Rules as a file, ordered by id, so that a repository shows only what changed. */
export function printRules(rules: readonly AlertRule[]): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return `${JSON.stringify({ longtail: 'alerts', version: VERSION, rules: sorted }, null, 2)}\n`;
}
