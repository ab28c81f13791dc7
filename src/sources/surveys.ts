import { both } from '../model/filter.ts';
import type { List } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import { MOST_SURVEYED } from '../model/survey.ts';
import type { Survey, SurveyQuestion } from '../model/survey.ts';
import { survey } from '../trace/survey/survey.ts';
import type { Events } from '../trace/survey/survey.ts';
import { EventReading } from './event-reading.ts';
import type { Feed } from './feed.ts';
import { holdEvents } from './held-events.ts';

/** Events whose users are asked for at most: as many as a feed gives spans of, and more. */
const MOST_USERS = 200_000;

interface Held {
  readonly key: string;
  readonly reading: EventReading;
  /** The tree of the pieces that were read by then. */
  built: { readonly pieces: number; readonly events: Events } | null;
}

/**
 * Holds the spans of the newest events of one transaction, the one that was asked about last. They are read once,
 * also where the question changes meanwhile; a busy transaction has millions, which nobody waits for.
 */
export class Surveys {
  readonly #feed: Pick<Feed, 'spans'>;
  readonly #list: (list: List) => Result;
  #held: Held | null = null;

  constructor(feed: Pick<Feed, 'spans'>, list: (list: List) => Result) {
    this.#feed = feed;
    this.#list = list;
  }

  async answer(question: SurveyQuestion, signal?: AbortSignal): Promise<Survey> {
    const { project, transaction, range, spans } = question;
    const key = JSON.stringify([project, transaction, range]);
    const last = this.#held?.key === key && !this.#held.reading.hasFailed ? this.#held : null;
    const held = last ?? { key, reading: this.#read(question), built: null };
    this.#held = held;
    const pieces = await held.reading.first(Math.min(spans, MOST_SURVEYED));
    signal?.throwIfAborted();
    if (held.built?.pieces !== pieces.length) {
      held.built = { pieces: pieces.length, events: holdEvents(pieces, this.#users(question)) };
    }
    return survey(held.built.events, question);
  }

  #read({ project, transaction, range }: SurveyQuestion): EventReading {
    return new EventReading(this.#feed.spans({ project, transaction }, range), MOST_SURVEYED);
  }

  /** Who waited, by row; of the rows that are held. */
  #users({ project, transaction, range }: SurveyQuestion): Map<number, string> {
    const { columns } = this.#list({
      of: 'transactions',
      range,
      where: both(
        { kind: 'in', field: 'project', values: [project] },
        { kind: 'in', field: 'transaction', values: [transaction] },
      ),
      fields: ['row', 'user'],
      order: { field: 'timestamp', desc: true },
      limit: MOST_USERS,
    });
    const users = new Map<number, string>();
    const rows = columns.find(({ name }) => name === 'row');
    const names = columns.find(({ name }) => name === 'user');
    if (rows?.kind !== 'number' || names?.kind !== 'text') return users;
    for (const [at, row] of rows.values.entries()) {
      const user = names.values[at];
      if (user !== null && user !== undefined) users.set(row, user);
    }
    return users;
  }
}
