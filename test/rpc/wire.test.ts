// The wire between window and worker, over a real MessageChannel.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/result.ts';
import { SourceError } from '../../src/model/source.ts';
import type { Settings, Source, Update } from '../../src/model/source.ts';
import { DEFAULT_THRESHOLDS } from '../../src/model/metric.ts';
import { DEFAULT_TREND_SETTINGS } from '../../src/model/trend-settings.ts';
import { connect } from '../../src/rpc/connect.ts';
import type { ConnectOptions, Connection } from '../../src/rpc/connect.ts';
import { serve } from '../../src/rpc/serve.ts';
import { giveAway } from '../../src/rpc/transfer.ts';
import { until } from '../until.ts';

const QUERY: Query = {
  of: 'transactions',
  range: { start: 0, end: 1_000 },
  where: EVERYTHING,
  by: [],
  show: [{ metric: 'count' }],
};

const SETTINGS: Settings = {
  thresholds: DEFAULT_THRESHOLDS,
  projectNames: { '1': 'shop' },
  stars: [{ project: '1', transaction: 'GET /' }],
  searches: [{ name: 'Slow', text: 'duration:>2s', pinned: true }],
  recentSearches: ['op:db'],
  views: [{ name: 'Slow ones', address: 'performance?v=2&range=7d' }],
  bands: 'classic',
  trends: {
    ...DEFAULT_TREND_SETTINGS,
    ignored: [{ project: '1', transaction: '/', since: 1_700_000_000_000 }],
  },
};

function resultOf(values: Float64Array): Result {
  return {
    length: values.length,
    columns: [{ kind: 'number', name: 'count', unit: 'count', values }],
    total: values.length,
    matched: 1,
    sampled: false,
    edges: null,
    covered: [],
    complete: true,
    revision: 1,
    problems: [],
  };
}

function unexpected(): never {
  throw new Error('not asked in this test');
}

function sourceWith(methods: Partial<Source>): Source {
  return {
    info: unexpected,
    check: unexpected,
    ask: unexpected,
    peek: unexpected,
    list: unexpected,
    tags: unexpected,
    trace: unexpected,
    study: unexpected,
    compareTraces: unexpected,
    survey: unexpected,
    explainChange: unexpected,
    errors: unexpected,
    error: unexpected,
    saveTrace: unexpected,
    openTrace: unexpected,
    openedTraces: unexpected,
    closeTrace: unexpected,
    watch: unexpected,
    stopLoading: unexpected,
    resumeLoading: unexpected,
    readSettings: unexpected,
    writeSettings: unexpected,
    deleteData: unexpected,
    readAlerts: unexpected,
    writeRules: unexpected,
    writeChannels: unexpected,
    testChannel: unexpected,
    measure: unexpected,
    ...methods,
  };
}

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** The sources, reached over a MessageChannel; every text a source was asked for by is its id. */
function wire(
  sources: Readonly<Record<string, Source>>,
  options?: ConnectOptions,
): Connection & { far: MessagePort; near: MessagePort } {
  const { port1: near, port2: far } = new MessageChannel();
  serve(far, (id) => {
    const source = sources[id];
    if (source !== undefined) return source;
    throw new SourceError('refused', { kind: 'refused', message: `There is no source ${id}.`, advice: '' });
  });
  const connection = connect(near, options);
  open.push({
    close: () => {
      connection.close();
      near.close();
      far.close();
    },
  });
  return { ...connection, near, far };
}

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  );
}

describe('a call', () => {
  it('carries what was given and what is answered', async () => {
    const written: Settings[] = [];
    const source = wire({
      a: sourceWith({
        ask: (query) => Promise.resolve(resultOf(Float64Array.of(query.range.end, Number.NaN))),
        writeSettings: (settings) => Promise.resolve(void written.push(settings)),
        readSettings: () => Promise.resolve(written[0] ?? unexpected()),
      }),
    }).source('a');
    expect(await source.ask(QUERY)).toEqual(resultOf(Float64Array.of(1_000, Number.NaN)));
    expect(await source.writeSettings(SETTINGS, null)).toBeUndefined();
    expect(await source.readSettings()).toEqual(SETTINGS);
  });

  it('reaches the source of its id and no other', async () => {
    const of = (name: string): Source =>
      sourceWith({ readSettings: () => Promise.resolve({ ...SETTINGS, projectNames: { name } }) });
    const connection = wire({ a: of('a'), b: of('b') });
    const [a, b] = await Promise.all([
      connection.source('a').readSettings(),
      connection.source('b').readSettings(),
    ]);
    expect([a.projectNames, b.projectNames]).toEqual([{ name: 'a' }, { name: 'b' }]);
    const failure = await failureOf(connection.source('c').info());
    expect(failure).toMatchObject({ reason: 'refused', message: 'There is no source c.' });
  });

  it('keeps answers apart, whatever their order', async () => {
    const answers: ((value: Result) => void)[] = [];
    const source = wire({
      a: sourceWith({ ask: () => new Promise((resolve) => answers.push(resolve)) }),
    }).source('a');
    const first = source.ask(QUERY);
    const second = source.ask(QUERY);
    await until(() => expect(answers).toHaveLength(2));
    answers[1]?.(resultOf(Float64Array.of(2)));
    answers[0]?.(resultOf(Float64Array.of(1)));
    expect((await second).columns[0]?.values).toEqual(Float64Array.of(2));
    expect((await first).columns[0]?.values).toEqual(Float64Array.of(1));
  });
});

describe('an error', () => {
  it('arrives as the SourceError it was', async () => {
    const problem = { kind: 'unreachable', message: 'Nobody is there.', advice: 'Start it.' } as const;
    const source = wire({
      a: sourceWith({ trace: () => Promise.reject(new SourceError('unreachable', problem)) }),
    }).source('a');
    const failure = await failureOf(source.trace('0'));
    expect(failure).toBeInstanceOf(SourceError);
    expect(failure).toMatchObject({ reason: 'unreachable', problem, message: 'Nobody is there.' });
  });

  it('of any other kind says what happened, and the next call is answered', async () => {
    const source = wire({
      a: sourceWith({
        ask: () => {
          throw new RangeError('Invalid typed array length: -1');
        },
        readSettings: () => Promise.resolve(SETTINGS),
      }),
    }).source('a');
    const failure = await failureOf(source.ask(QUERY));
    expect(failure).toMatchObject({
      reason: 'failed',
      message: 'The question could not be answered: Invalid typed array length: -1',
    });
    expect(await source.readSettings()).toEqual(SETTINGS);
  });

  it('is told of an answer that cannot be sent', async () => {
    const lame = { ...resultOf(Float64Array.of(1)), oops: unexpected };
    const source = wire({ a: sourceWith({ ask: () => Promise.resolve(lame) }) }).source('a');
    expect(await failureOf(source.ask(QUERY))).toMatchObject({ reason: 'failed' });
  });

  it('is told of a method that no source has', async () => {
    const { near } = wire({ a: sourceWith({}) });
    const replies: unknown[] = [];
    near.addEventListener('message', (event: MessageEvent) => replies.push(event.data));
    near.postMessage({ kind: 'call', id: 99, source: 'a', method: 'constructor', given: [] }, []);
    await until(() => expect(replies).toHaveLength(1));
    expect(replies[0]).toMatchObject({ kind: 'error', id: 99, reason: 'failed' });
  });
});

describe('abort', () => {
  it('rejects at once with the reason and ends the work on the far side', async () => {
    const signals: AbortSignal[] = [];
    const source = wire({
      a: sourceWith({
        ask: (_query, signal) => {
          if (signal !== undefined) signals.push(signal);
          return new Promise(() => undefined);
        },
      }),
    }).source('a');
    const controller = new AbortController();
    const other = source.ask(QUERY);
    const failure = failureOf(source.ask(QUERY, controller.signal));
    await until(() => expect(signals).toHaveLength(2));
    controller.abort();
    expect(await failure).toMatchObject({ name: 'AbortError' });
    await until(() => expect(signals[1]?.aborted).toBe(true));
    expect(signals[0]?.aborted).toBe(false);
    void other.catch(() => undefined);
  });

  it('before the call sends nothing', async () => {
    const ask = vi.fn<Source['ask']>();
    const source = wire({
      a: sourceWith({ ask, readSettings: () => Promise.resolve(SETTINGS) }),
    }).source('a');
    expect(await failureOf(source.ask(QUERY, AbortSignal.abort()))).toMatchObject({ name: 'AbortError' });
    await source.readSettings();
    expect(ask).not.toHaveBeenCalled();
  });

  it('drops an answer that comes all the same', async () => {
    let answer: ((result: Result) => void) | undefined;
    const { near, source } = wire({
      a: sourceWith({ ask: () => new Promise((resolve) => (answer = resolve)) }),
    });
    const kinds: unknown[] = [];
    near.addEventListener('message', (event: MessageEvent<{ kind: string }>) => kinds.push(event.data.kind));
    const controller = new AbortController();
    const failure = failureOf(source('a').ask(QUERY, controller.signal));
    await until(() => expect(answer).toBeDefined());
    controller.abort();
    await failure;
    await failureOf(source('missing').info());
    answer?.(resultOf(Float64Array.of(1)));
    await failureOf(source('missing').info());
    expect(kinds).toEqual(['error', 'error']);
  });
});

describe('buffers', () => {
  it('that were given away are transferred, not copied', async () => {
    const values = Float64Array.of(1, 2, 3);
    const source = wire({
      a: sourceWith({
        ask: () => Promise.resolve(giveAway(resultOf(values), [values.buffer, values.buffer])),
      }),
    }).source('a');
    const result = await source.ask(QUERY);
    expect(result.columns[0]?.values).toEqual(Float64Array.of(1, 2, 3));
    expect(values).toHaveLength(0);
  });

  it('that the far side keeps are copied', async () => {
    const values = Float64Array.of(1, 2, 3);
    const source = wire({ a: sourceWith({ ask: () => Promise.resolve(resultOf(values)) }) }).source('a');
    expect((await source.ask(QUERY)).columns[0]?.values).toEqual(Float64Array.of(1, 2, 3));
    expect((await source.ask(QUERY)).columns[0]?.values).toEqual(Float64Array.of(1, 2, 3));
    expect(values).toHaveLength(3);
  });
});

describe('watch', () => {
  const update = (revision: number): Update => ({ revision, changed: null, loading: null, problem: null });

  it('calls back until it is stopped, and stops the far side too', async () => {
    let publish: ((update: Update) => void) | undefined;
    const stopped = vi.fn<() => void>();
    const source = wire({
      a: sourceWith({
        watch: (onUpdate) => {
          publish = onUpdate;
          return stopped;
        },
      }),
    }).source('a');
    const updates: number[] = [];
    const stop = source.watch(({ revision }) => updates.push(revision));
    await until(() => expect(publish).toBeDefined());
    publish?.(update(1));
    publish?.(update(2));
    await until(() => expect(updates).toEqual([1, 2]));
    publish?.(update(3));
    stop();
    await until(() => expect(stopped).toHaveBeenCalledTimes(1));
    expect(updates).toEqual([1, 2]);
  });

  it('of a source that does not exist gets the problem', async () => {
    const updates: Update[] = [];
    wire({})
      .source('a')
      .watch((update) => updates.push(update));
    await until(() => expect(updates).toHaveLength(1));
    expect(updates[0]?.problem?.message).toBe('There is no source a.');
  });
});

describe('the death of the far side', () => {
  const silent = (): Source =>
    sourceWith({ ask: () => new Promise(() => undefined), watch: () => () => undefined });

  it('rejects what is pending, tells watchers and refuses what comes later', async () => {
    const { far, source, died } = wire({ a: silent() });
    const problems: (string | undefined)[] = [];
    source('a').watch(({ problem }) => problems.push(problem?.message));
    const failures = [failureOf(source('a').ask(QUERY)), failureOf(source('a').ask(QUERY))];
    far.close();
    const message = 'The worker that answers the questions of this page has ended.';
    for (const failure of await Promise.all(failures)) {
      expect(failure).toBeInstanceOf(SourceError);
      expect(failure).toMatchObject({ reason: 'failed', message });
    }
    expect(problems).toEqual([message]);
    expect((await died).message).toBe(message);
    expect(await failureOf(source('a').info())).toMatchObject({ reason: 'failed', message });
  });

  it('is something else than being closed', async () => {
    const { source, died, close } = wire({ a: silent() });
    const isDead = vi.fn<() => void>();
    void died.then(isDead);
    const failure = failureOf(source('a').ask(QUERY));
    close();
    expect(await failure).toMatchObject({
      message: 'The worker that answers the questions of this page was closed.',
    });
    expect(isDead).not.toHaveBeenCalled();
  });

  it('is noticed when it only falls silent', async () => {
    const { port1: near, port2: far } = new MessageChannel();
    const connection = connect(near, { beat: 5 });
    open.push(connection, near, far);
    expect(await failureOf(connection.source('a').ask(QUERY))).toMatchObject({
      reason: 'failed',
      message: 'The worker that answers the questions of this page does not answer any more.',
    });
  });

  it('is not taken for granted while it answers its heartbeat', async () => {
    const source = wire({ a: silent() }, { beat: 2 }).source('a');
    const settled = vi.fn<() => void>();
    source.ask(QUERY).then(settled, settled);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(settled).not.toHaveBeenCalled();
  });

  it('on its way up is told with the reason', async () => {
    const { port1: near, port2: far } = new MessageChannel();
    const connection = connect(near);
    open.push(connection, near, far);
    const failure = failureOf(connection.source('a').info());
    near.dispatchEvent(Object.assign(new Event('error'), { message: 'SyntaxError: nope' }));
    expect(await failure).toMatchObject({
      message: 'The worker that answers the questions of this page could not be started: SyntaxError: nope.',
    });
  });

  it('is not concluded from an error in a worker that is up', async () => {
    const { near, source } = wire({ a: { ...silent(), readSettings: () => Promise.resolve(SETTINGS) } });
    await source('a').readSettings();
    const failure = failureOf(source('a').ask(QUERY));
    near.dispatchEvent(Object.assign(new Event('error'), { message: 'out of memory' }));
    expect(await failure).toMatchObject({
      message: 'The worker that answers the questions of this page failed: out of memory.',
    });
    expect(await source('a').readSettings()).toEqual(SETTINGS);
  });
});

describe('the first message', () => {
  it.each([
    ['as many rows as suit the device', {}, null],
    ['so many rows', { budget: 4_000_000 }, 4_000_000],
  ] as const)('tells the worker where the app is, and to hold %s', async (_says, limits, budget) => {
    const { port1: near, port2: far } = new MessageChannel();
    const first = new Promise<unknown>((resolve) => {
      far.addEventListener('message', (event: MessageEvent) => resolve(event.data), { once: true });
      far.start();
    });
    const connection = connect(near, { base: new URL('https://example.org/app/'), ...limits });
    open.push(connection, near, far);
    connection
      .source('a')
      .info()
      .catch(() => undefined);
    expect(await first).toEqual({ kind: 'start', base: 'https://example.org/app/', budget });
  });
});
