import * as z from 'zod';
import type { Delivery } from '../../model/alerts.ts';
import type { EpochMs, Milliseconds } from '../../model/time.ts';
import type { AlertMessage } from '../../alerts/message.ts';

/** A message on its way to a channel. */
export interface Waiting {
  readonly message: AlertMessage;
  readonly channel: string;
  /** Tries so far, and when the next is due. */
  readonly tries: number;
  readonly due: EpochMs;
}

/** What waits, and what was: plain JSON, kept with the states of the rules. */
export interface Outbox {
  readonly waiting: readonly Waiting[];
  /** What became of tries, for people: the newest last. */
  readonly log: readonly Delivery[];
  /** When a rule's last message went to a channel, by `rule>channel`. */
  readonly sent: Readonly<Record<string, EpochMs>>;
}

export const EMPTY_OUTBOX: Outbox = { waiting: [], log: [], sent: {} };

const message = z.custom<AlertMessage>(
  (value) => typeof value === 'object' && value !== null && 'key' in value && 'rule' in value,
);

export const outboxSchema: z.ZodType<Outbox> = z.object({
  waiting: z.array(z.object({ message, channel: z.string(), tries: z.number(), due: z.number() })),
  log: z.array(
    z.object({
      at: z.number(),
      channel: z.string(),
      key: z.string(),
      title: z.string(),
      // Files from before texts were kept do not have them.
      text: z.string().default(''),
      outcome: z.enum(['delivered', 'failed', 'given up', 'muted']),
      detail: z.string(),
      tries: z.number(),
    }),
  ),
  sent: z.record(z.string(), z.number()),
});

/** Entries of the log that are kept. */
const MOST_LOG = 500;

/** A channel gets at most one message of a rule in this time; what comes sooner waits. */
const PACE: Milliseconds = 60_000;

const FIRST_WAIT: Milliseconds = 10_000;
const LONGEST_WAIT: Milliseconds = 15 * 60_000;
/** With these waits, tries go on for an hour and a quarter. */
const MOST_TRIES = 12;

/** How long is waited after so many tries: twice as long each time. */
function waitAfter(tries: number): Milliseconds {
  return Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);
}

function lane({ message: { rule }, channel }: Waiting): string {
  return `${rule.id}>${channel}`;
}

/** Puts a message in for each channel. One that is there already, by its key, is not put in again. */
export function enqueue(
  outbox: Outbox,
  added: AlertMessage,
  channels: readonly string[],
  now: EpochMs,
): Outbox {
  const isKnown = (channel: string): boolean =>
    [...outbox.waiting.map((one) => ({ key: one.message.key, channel: one.channel })), ...outbox.log].some(
      (one) => one.key === added.key && one.channel === channel,
    );
  const fresh = [...new Set(channels)]
    .filter((channel) => !isKnown(channel))
    .map((channel): Waiting => ({ message: added, channel, tries: 0, due: now }));
  return { ...outbox, waiting: [...outbox.waiting, ...fresh] };
}

/** Notes something in the log. */
export function note(outbox: Outbox, entry: Delivery): Outbox {
  return { ...outbox, log: [...outbox.log, entry].slice(-MOST_LOG) };
}

/** What may be tried now: of each rule and channel the oldest alone, so that an end never comes before its beginning. */
export function dueNow(outbox: Outbox, now: EpochMs): readonly Waiting[] {
  const first = new Map<string, Waiting>();
  for (const waiting of outbox.waiting) if (!first.has(lane(waiting))) first.set(lane(waiting), waiting);
  return [...first].flatMap(([name, waiting]) => {
    const last = outbox.sent[name];
    // A clock that was set back must not hold messages for longer than their wait.
    const isPaced = last !== undefined && Math.abs(now - last) < PACE;
    const isDue = waiting.due <= now || waiting.due - now > LONGEST_WAIT;
    return isDue && !isPaced ? [waiting] : [];
  });
}

/** What a try came to: `error` is null where it was taken. A refusal (`isFinal`) is not tried again. */
export interface Outcome {
  readonly detail: string;
  readonly isDelivered: boolean;
  readonly isFinal: boolean;
}

/** The outbox after a try. */
export function settle(outbox: Outbox, tried: Waiting, outcome: Outcome, now: EpochMs): Outbox {
  const tries = tried.tries + 1;
  const isOver = outcome.isDelivered || outcome.isFinal || tries >= MOST_TRIES;
  const isTried = (one: Waiting): boolean =>
    one.message.key === tried.message.key && one.channel === tried.channel;
  const waiting = isOver
    ? outbox.waiting.filter((one) => !isTried(one))
    : outbox.waiting.map((one) => (isTried(one) ? { ...one, tries, due: now + waitAfter(tries) } : one));
  const failed = isOver ? 'given up' : 'failed';
  const next = note(
    { ...outbox, waiting },
    {
      at: now,
      channel: tried.channel,
      key: tried.message.key,
      title: tried.message.title,
      text: tried.message.text,
      outcome: outcome.isDelivered ? 'delivered' : failed,
      detail: outcome.detail,
      tries,
    },
  );
  return outcome.isDelivered ? { ...next, sent: { ...next.sent, [lane(tried)]: now } } : next;
}
