import { both } from '../model/filter.ts';
import type { List } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Survey, SurveyQuestion } from '../model/survey.ts';
import { survey } from '../trace/survey/survey.ts';
import type { Events } from '../trace/survey/survey.ts';
import type { Feed } from './feed.ts';
import { holdEvents } from './held-events.ts';
import type { EventSpans } from './held-events.ts';

/** Events whose users are asked for at most: as many as a feed gives spans of, and more. */
const MOST_USERS = 200_000;

interface Held {
  readonly key: string;
  readonly events: Promise<Events>;
}

/** Holds the spans of the events of one transaction, the one that was asked about last. */
export class Surveys {
  readonly #feed: Pick<Feed, 'spans'>;
  readonly #list: (list: List) => Result;
  #held: Held | null = null;

  constructor(feed: Pick<Feed, 'spans'>, list: (list: List) => Result) {
    this.#feed = feed;
    this.#list = list;
  }

  async answer(question: SurveyQuestion, signal?: AbortSignal): Promise<Survey> {
    const { project, transaction, range } = question;
    const key = JSON.stringify([project, transaction, range]);
    const held = this.#held?.key === key ? this.#held : { key, events: this.#read(question) };
    this.#held = held;
    try {
      const events = await held.events;
      signal?.throwIfAborted();
      return survey(events, question);
    } catch (error) {
      if (this.#held === held) this.#held = null;
      throw error;
    }
  }

  async #read({ project, transaction, range }: SurveyQuestion): Promise<Events> {
    const pieces: EventSpans[] = [];
    for await (const piece of this.#feed.spans({ project, transaction }, range)) pieces.push(piece);
    return holdEvents(pieces, this.#users({ project, transaction, range }));
  }

  /** Who waited, by row; of the rows that are held. */
  #users({
    project,
    transaction,
    range,
  }: Pick<SurveyQuestion, 'project' | 'transaction' | 'range'>): Map<number, string> {
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
