import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { channelsSchema } from '../../alerts/channel-schema.ts';
import { parseRules, printRules } from '../../alerts/rule-file.ts';
import { DEFAULT_DELAY } from '../../model/alert-rule.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Channel } from '../../model/alert-channel.ts';
import { NEW_STATE } from '../../model/alert-state.ts';
import type { RuleRecord } from '../../model/alerts.ts';
import type { Problem } from '../../model/result.ts';
import { HOUR } from '../../model/time.ts';
import type { EpochMs } from '../../model/time.ts';
import { writeWhole } from '../write-whole.ts';
import { EMPTY_OUTBOX, outboxSchema } from './outbox.ts';
import type { Outbox } from './outbox.ts';

/** How a rule stands. */
export interface KeptRecord extends RuleRecord {
  /** After the clock was set back: which rows are from before, and until when they must not count; null otherwise. */
  readonly twice: { readonly row: number; readonly until: EpochMs } | null;
}

export const NEW_RECORD: KeptRecord = { state: NEW_STATE, incidents: [], edits: [], twice: null };

/** All that changes while alerts run. One file, so that what was found and what is to be told of it never part. */
export interface Standing {
  readonly records: Readonly<Record<string, KeptRecord>>;
  readonly outbox: Outbox;
}

const EMPTY: Standing = { records: {}, outbox: EMPTY_OUTBOX };

const object = z.custom<object>((value) => typeof value === 'object' && value !== null);
const record = z.object({
  state: object.and(z.object({ triggers: object, incidents: z.number() })),
  incidents: z.array(object),
  // Files from before edits were kept do not have them.
  edits: z.array(object).default([]),
  twice: z.object({ row: z.number(), until: z.number() }).nullable(),
});
// What this program wrote itself: that it is whole is what matters.
const standingSchema = z.object({
  records: z.record(z.string(), record),
  outbox: outboxSchema,
}) as unknown as z.ZodType<Standing>;

/** JSON has no NaN: no data travels as null. */
function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}

function readNumbers(text: string): unknown {
  const parsed: unknown = JSON.parse(text, (key, value: unknown) =>
    value === null && (key === 'value' || key === 'peak') ? Number.NaN : value,
  );
  return parsed;
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/**
 * `config.json` in the data directory, which no browser can write: the private places that messages may go to, and how
 * long rows are waited for, in milliseconds, before a minute counts as over.
 */
const configSchema = z.object({
  alertTargets: z.array(z.string()).default([]),
  alertDelay: z.number().min(0).max(HOUR).default(DEFAULT_DELAY),
});
type Config = z.infer<typeof configSchema>;

/**
 * What alerts keep, each in a file of its own in the data directory that only its owner can read: `alerts.json` (the
 * rules, in the form in which they are exported), `alert-channels.json` (with secrets), `alert-state.json`.
 */
export class KeptAlerts {
  readonly #directory: string | null;
  #rules: readonly AlertRule[] = [];
  #channels: readonly Channel[] = [];
  #standing: Standing = EMPTY;
  #config: Config = configSchema.parse({});
  readonly #problems: Problem[] = [];

  private constructor(directory: string | null) {
    this.#directory = directory;
  }

  /** Reads what is there; without a directory everything is kept in memory. A file that cannot be read is said. */
  static async open(directory: string | null): Promise<KeptAlerts> {
    const kept = new KeptAlerts(directory);
    await kept.#read('alerts.json', (text) => (kept.#rules = parseRules(text)));
    await kept.#read(
      'alert-channels.json',
      (text) => (kept.#channels = channelsSchema.parse(JSON.parse(text))),
    );
    await kept.#read(
      'alert-state.json',
      (text) => (kept.#standing = standingSchema.parse(readNumbers(text))),
    );
    await kept.#read('config.json', (text) => (kept.#config = configSchema.parse(JSON.parse(text))));
    return kept;
  }

  get rules(): readonly AlertRule[] {
    return this.#rules;
  }

  get channels(): readonly Channel[] {
    return this.#channels;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** What only the owner of the data directory decides. */
  get config(): Config {
    return this.#config;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  async writeRules(rules: readonly AlertRule[]): Promise<void> {
    await this.#write('alerts.json', printRules(rules));
    this.#rules = rules;
  }

  async writeChannels(channels: readonly Channel[]): Promise<void> {
    await this.#write('alert-channels.json', toJson(channels));
    this.#channels = channels;
  }

  /** Counts at once: what was delivered is not delivered again for want of room to note it. It is on disk with the next write. */
  async noteStanding(standing: Standing): Promise<void> {
    this.#standing = standing;
    await this.#write('alert-state.json', toJson(standing));
  }

  /** On disk before it counts: what was found is told only when it is sure to be remembered. */
  async writeStanding(standing: Standing): Promise<void> {
    await this.#write('alert-state.json', toJson(standing));
    this.#standing = standing;
  }

  async #read(name: string, take: (text: string) => unknown): Promise<void> {
    if (this.#directory === null) return;
    const path = join(this.#directory, name);
    try {
      const text = await readText(path);
      if (text !== null) take(text);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      this.#problems.push({
        kind: 'partial',
        message: `${path} cannot be read, so that alerts run without it: ${reason}`,
        advice: 'Repair the file and start again. What is changed in the app meanwhile replaces it.',
      });
    }
  }

  async #write(name: string, text: string): Promise<void> {
    if (this.#directory !== null) await writeWhole(join(this.#directory, name), text);
  }
}
