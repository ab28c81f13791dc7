import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter, useLocation } from 'react-router-dom';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { USUAL_LOCALE, writeNumbersAs } from '../../../src/model/number-style.ts';
import type { Problem } from '../../../src/model/result.ts';
import { SourceError } from '../../../src/model/source.ts';
import type { Source, TraceAnswer } from '../../../src/model/source.ts';
import type { ErrorEvent, Span } from '../../../src/model/span.ts';
import { TracePage } from '../../../src/pages/trace/TracePage.tsx';
import { ThemeProvider } from '../../../src/ui/theme/ThemeProvider.tsx';
import { AddressQueue } from '../../../src/view/address-queue.tsx';
import { SourceProvider } from '../../../src/view/source-context.tsx';
import { decodeTrace, encodeTrace } from '../../../src/sources/trace-file.ts';
import { FIRST_SURVEYED, MOST_SURVEYED } from '../../../src/model/survey.ts';
import type { Survey, SurveyQuestion } from '../../../src/model/survey.ts';
import { build } from '../../../src/trace/build.ts';
import { compare } from '../../../src/trace/compare/compare.ts';
import { criticalPath } from '../../../src/trace/critical-path.ts';
import { findIn } from '../../../src/trace/findings/find.ts';
import { groupOf } from '../../../src/trace/hash.ts';
import { draw, idOf, ORIGIN, TRACE_ID } from '../../trace/drawing.ts';
import type { Drawn } from '../../trace/drawing.ts';

const queries = Array.from(
  { length: 113 },
  (_, at) => `        db.query SELECT contacts ${900 + at * 8}..${906 + at * 8}`,
).join('\n');

const drawn = draw(`
  pageload /documents 0..2300 @web #page
    http.client GET /api/documents 50..2250 #call
      http.server GET /api/documents 60..2230 @api #api
        function Build 100..624 #build
        serialize Serializer 900..1900 #serializer
${queries.replaceAll('        db', '          db')}
        http.client POST storage 1950..2200 #storage !deadline_exceeded
        queue lost 2210..2220 <nobody
`);

/** Spans as they come from a collector, which has given them their groups. */
function grouped({ spans, transactions }: Drawn): Drawn {
  return { spans: spans.map((span) => ({ ...span, group: groupOf(span) })), transactions };
}

const failure: ErrorEvent = {
  eventId: 'e'.repeat(32),
  project: 'api',
  traceId: TRACE_ID,
  spanId: idOf('storage'),
  timestamp: ORIGIN + 2100,
  type: 'GatewayTimeout',
  message: 'storage did not answer',
  level: 'error',
  transaction: null,
};

/** All that belongs to a trace, before it is built. */
interface TraceParts extends Drawn {
  readonly traceId: string;
  readonly errors: readonly ErrorEvent[];
  readonly problems: readonly Problem[];
}

const article: TraceParts = {
  traceId: TRACE_ID,
  ...grouped(drawn),
  errors: [failure],
  problems: [],
};

function answerOf({ traceId, spans, transactions, errors, problems }: TraceParts): TraceAnswer {
  return { traceId, trace: build(spans, transactions, errors), problems };
}

function Address() {
  return <i data-address={useLocation().search} />;
}

function address(): string {
  return document.querySelector('[data-address]')?.getAttribute('data-address') ?? '';
}

/** The span that the address names. */
function addressed(): string | null {
  return new URLSearchParams(address()).get('span');
}

// Whether an element is hidden takes jsdom longer than all else, and nothing is hidden here but decoration.
configure({ defaultHidden: true });

// jsdom has no canvas; the overview then stays empty.
HTMLCanvasElement.prototype.getContext = () => null;

/** What was asked about other events, and what is said of them. */
const asked: SurveyQuestion[] = [];
const surveyed: Survey = {
  events: 120,
  eventsTotal: 4_000,
  spans: 9_000,
  findings: [],
  like: { count: 1_204, faster: 1_108 },
  fix: null,
  statistics: [
    {
      op: 'db',
      description: 'SELECT many',
      count: 9,
      total: 90,
      self: 90,
      p50: 10,
      p95: 10,
      max: 10,
      critical: 81,
      first: 4,
      examples: [],
      found: [],
    },
  ],
};

function open(parts: () => Promise<TraceParts>, params = `trace=${TRACE_ID}&span=${idOf('api')}`) {
  const unused = (): Promise<never> => Promise.reject(new Error('The trace page asks for a trace only.'));
  let built: TraceAnswer | null = null;
  const trace = vi.fn<Source['trace']>(async () => {
    built = answerOf(await parts());
    return built;
  });
  const source: Source = {
    info: unused,
    check: unused,
    ask: unused,
    peek: unused,
    list: unused,
    tags: unused,
    trace,
    study: ({ root, limits }) => {
      if (built === null) throw new Error('The trace is asked for first.');
      return Promise.resolve({
        path: criticalPath(built.trace, root),
        findings: findIn(built.trace, limits),
      });
    },
    compareTraces: () => {
      const { trace } = answerOf(article);
      const other = build(
        drawn.spans.filter(({ description }) => description !== 'SELECT contacts'),
        drawn.transactions,
        [],
      );
      return Promise.resolve(compare([{ trace, root: -1 }], [{ trace: other, root: -1 }]));
    },
    explainChange: unused,
    errors: unused,
    error: unused,
    survey: (question) => {
      asked.push(question);
      return Promise.resolve(surveyed);
    },
    saveTrace: () => Promise.resolve(encodeTrace((built ?? answerOf(article)).trace)),
    openTrace: async (file) => {
      const data = await decodeTrace(file);
      built = { ...data, trace: build(data.spans, data.transactions, data.errors) };
      return data.traceId;
    },
    openedTraces: unused,
    closeTrace: unused,
    watch: () => () => undefined,
    stopLoading: unused,
    resumeLoading: unused,
    readSettings: unused,
    writeSettings: unused,
    deleteData: unused,
    readAlerts: unused,
    writeRules: unused,
    writeChannels: unused,
    testChannel: unused,
    measure: unused,
  };
  render(
    <ThemeProvider>
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter initialEntries={[`/trace?${params}`]}>
          <AddressQueue>
            <SourceProvider source={source} sourceId="demo">
              <TracePage />
              <Address />
            </SourceProvider>
          </AddressQueue>
        </MemoryRouter>
      </QueryClientProvider>
    </ThemeProvider>,
  );
  return { trace };
}

async function openArticle(params?: string) {
  open(() => Promise.resolve(article), params);
  return screen.findByRole('treegrid');
}

function rowNames(): string[] {
  return screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => (row.getAttribute('aria-label') ?? '').split(',')[0] ?? '');
}

function row(name: RegExp): HTMLElement {
  return screen.getByRole('row', { name });
}

describe('a trace', () => {
  it('opens at the transaction it was opened from, with siblings as one row', async () => {
    await openArticle();
    expect(rowNames()).toEqual([
      'http.server GET /api/documents',
      'function Build',
      'no instrumentation',
      'serialize Serializer',
      'SELECT contacts',
      'http.client POST storage',
      'Missing parent',
      'queue lost',
    ]);
    expect(row(/SELECT contacts/)).toHaveAccessibleName(/113 spans, 678\u202fms in sum/);
    expect(row(/GET \/api/)).toHaveAttribute('aria-level', '1');
    expect(row(/SELECT contacts/)).toHaveAttribute('aria-level', '3');
    expect(screen.getByText('118').parentElement).toHaveTextContent('118 spans');
    expect(screen.getByText('Wed 19 Nov 2025', { exact: false })).toHaveTextContent('11:00:00.060 UTC');
  });

  it('says what was repaired', async () => {
    await openArticle();
    expect(screen.getByText(/1 span names its parent/)).toBeVisible();
  });

  it('shows the whole trace, and one row a span when nothing is grouped', async () => {
    await openArticle();
    await userEvent.click(screen.getByRole('button', { name: 'Whole trace' }));
    expect(rowNames().slice(0, 3)).toEqual([
      'pageload /documents',
      'http.client GET /api/documents',
      'http.server GET /api/documents',
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Group siblings' }));
    expect(screen.getByRole('treegrid')).toHaveAttribute('aria-rowcount', String(1 + 2 + 7 + 113));
  });

  it('draws what fits, however much there is', async () => {
    await openArticle();
    await userEvent.click(screen.getByRole('button', { name: 'Group siblings' }));
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
  });

  it('tells that a part is missing', async () => {
    const problem = {
      kind: 'partial' as const,
      message: 'Only 118 of 200 spans were kept.',
      advice: 'Raise it.',
    };
    open(() => Promise.resolve({ ...article, problems: [problem] }));
    expect(await screen.findByText('Only 118 of 200 spans were kept. Raise it.')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: '1 more' }));
    expect(screen.getByText(/1 span names its parent/)).toBeVisible();
  });
});

describe('details', () => {
  it('are those of the span that the address names', async () => {
    await openArticle();
    const details = screen.getByRole('complementary', { name: 'Details' });
    expect(within(details).getByRole('heading', { name: 'GET /api/documents' })).toBeVisible();
    expect(within(details).getByText('All its events')).toHaveAttribute(
      'href',
      expect.stringContaining('/transaction?'),
    );
    expect(row(/GET \/api/)).toHaveAttribute('aria-selected', 'true');
  });

  it('follow a click, and put the span into the address', async () => {
    await openArticle();
    await userEvent.click(row(/POST storage/));
    expect(addressed()).toBe(idOf('storage'));
    const details = screen.getByRole('complementary', { name: 'Details' });
    expect(within(details).getByText('deadline exceeded')).toBeVisible();
    expect(within(details).getByText('GatewayTimeout')).toBeVisible();
    expect(within(details).getByText('storage did not answer')).toBeVisible();
  });

  it('of a group add up, and lead to its members and back', async () => {
    await openArticle();
    await userEvent.click(row(/SELECT contacts/));
    const details = screen.getByRole('complementary', { name: 'Details' });
    expect(within(details).getByText('113 spans')).toBeVisible();
    expect(within(details).getByRole('img', { name: /p50 6.00\u202fms/ })).toBeVisible();
    const longest = within(details).getByRole('region', { name: 'Longest' });
    await userEvent.click(within(longest).getAllByRole('button')[1] ?? longest);
    const back = await screen.findByRole('button', { name: /of a group of 113 · 678/ });
    expect(screen.getAllByRole('row', { name: /SELECT contacts/ }).length).toBeGreaterThan(2);
    await userEvent.click(back);
    expect(screen.getByText(/1 of a group of 113/)).toBeVisible();
  });

  it('of a gap say what stands around it', async () => {
    await openArticle();
    await userEvent.click(row(/no instrumentation/));
    const details = screen.getByRole('complementary', { name: 'Details' });
    expect(within(details).getByText('276')).toBeVisible();
    expect(within(details).getByRole('button', { name: 'Build' })).toBeVisible();
    await userEvent.click(within(details).getByRole('button', { name: 'Serializer' }));
    expect(addressed()).toBe(idOf('serializer'));
  });

  it('of a missing parent say that it has not arrived', async () => {
    await openArticle();
    await userEvent.click(row(/Missing parent/));
    expect(screen.getByText(/it has not arrived/)).toBeVisible();
    expect(addressed()).toBe(idOf('nobody'));
  });

  it('close with Escape, wherever the focus is', async () => {
    await openArticle();
    screen.getByRole('button', { name: 'Group siblings' }).focus();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('complementary', { name: 'Details' })).toBeNull();
    expect(addressed()).toBeNull();
    expect(screen.getByRole('treegrid')).toHaveFocus();
  });

  it('show foreign text as text', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202egnp.exe';
    const spans = drawn.spans.map((span): Span =>
      span.spanId === idOf('build')
        ? { ...span, description: evil, attributes: new Map([['<b>__proto__</b>', evil]]) }
        : span,
    );
    open(() => Promise.resolve({ ...article, spans }), `trace=${TRACE_ID}&span=${idOf('build')}`);
    await screen.findByRole('treegrid');
    expect(document.querySelector('img[src], b[class=""]')).toBeNull();
    expect(screen.getByText('<b>__proto__</b>')).toBeVisible();
    expect(screen.getAllByText(/onerror=alert\(1\)>\\u202egnp/).length).toBeGreaterThan(1);
  });
});

describe('findings', () => {
  /** A query for a list, and one for each of its 100 rows: 6 ms long, 2 ms apart; beside them what is given. */
  const listed = (beside = ''): TraceParts => ({
    ...article,
    ...grouped(
      draw(`
      http.server GET /list 0..1000 @api #api
${beside}        db.query SELECT list 10..30 #source
${Array.from({ length: 100 }, (_, at) => `        db.query SELECT row ${100 + at * 8}..${106 + at * 8}`).join('\n')}
    `),
    ),
    errors: [],
  });
  const openListed = async (beside?: string) => {
    open(() => Promise.resolve(listed(beside)), `trace=${TRACE_ID}`);
    await screen.findByRole('treegrid');
    await userEvent.click(await screen.findByRole('button', { name: /^N\+1 query SELECT row/ }));
  };

  it('name the queries, what led to them, and what a fix would bring', async () => {
    await openListed();
    expect(row(/SELECT row/)).toHaveAttribute('aria-selected', 'true');
    expect(row(/SELECT row/)).toHaveAccessibleName(/, N\+1 query$/);
    const panel = screen.getByRole('region', { name: 'N+1 query' });
    expect(panel).toHaveTextContent('100 equal queries for the rows of one before them.');
    // All but one are gone; the 99 times of 2 ms between them too, or not.
    const outcome = panel.querySelector<HTMLElement>('[data-optimistic]');
    expect(Number(outcome?.dataset['optimistic'])).toBeCloseTo(1000 - 99 * 8, 3);
    expect(Number(outcome?.dataset['pessimistic'])).toBeCloseTo(1000 - 99 * 6, 3);
    await userEvent.click(within(panel).getByRole('button', { name: 'Cache' }));
    expect(address()).toContain('fix=cache');
    await userEvent.click(within(panel).getByRole('button', { name: 'SELECT list' }));
    expect(addressed()).toBe(idOf('source'));
  });

  it('go by limits that take effect at once and stand in the address', async () => {
    await openListed();
    await userEvent.click(screen.getByRole('button', { name: 'Limits' }));
    const group = within(screen.getByRole('region', { name: 'Limits of findings' })).getByRole('group', {
      name: 'N+1 query',
    });
    const count = within(group).getByRole('textbox', { name: 'from so many on' });
    await userEvent.clear(count);
    await userEvent.type(count, '500{Enter}');
    expect(address()).toContain('limits=nPlusOneDb.count%7E500');
    await waitFor(() => expect(screen.queryByRole('button', { name: /^N\+1 query SELECT row/ })).toBeNull());
    expect(screen.getByRole('button', { name: 'Limits · 1 changed' })).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Classic limits' }));
    expect(await screen.findByRole('button', { name: /^N\+1 query SELECT row/ })).toBeVisible();
    expect(address()).not.toContain('limits');
  });

  it('go by limits as the reader writes numbers', async () => {
    writeNumbersAs('de');
    onTestFinished(() => writeNumbersAs(USUAL_LOCALE));
    await openListed();
    await userEvent.click(screen.getByRole('button', { name: 'Limits' }));
    const group = within(screen.getByRole('region', { name: 'Limits of findings' })).getByRole('group', {
      name: 'N+1 query',
    });
    const count = within(group).getByRole('textbox', { name: 'from so many on' });
    await userEvent.clear(count);
    await userEvent.type(count, '1.500{Enter}');
    expect(address()).toContain('limits=nPlusOneDb.count%7E1500');
  });

  it('say when nothing waited for what they would save', async () => {
    await openListed('        function slow 0..995\n');
    expect(screen.getByText(/Nothing that the end waited for would come sooner/)).toBeVisible();
  });
});

describe('what is looked for', () => {
  const look = async (text: string) => {
    const box = screen.getByRole('textbox', { name: 'Find spans in this trace' });
    await userEvent.clear(box);
    await userEvent.type(box, text);
    return box;
  };

  it('is counted, gone through in both directions, and stands in the address', async () => {
    const tree = await openArticle(`trace=${TRACE_ID}`);
    await look('op:http*');
    expect(screen.getByText('3')).toBeVisible();
    expect(address()).toContain('find=op%3Ahttp*');
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('1 of 3')).toBeVisible();
    act(() => tree.focus());
    await userEvent.keyboard('n');
    expect(screen.getByText('2 of 3')).toBeVisible();
    await userEvent.keyboard('nn');
    expect(screen.getByText('1 of 3')).toBeVisible();
    await userEvent.keyboard('N');
    expect(screen.getByText('3 of 3')).toBeVisible();
    expect(row(/POST storage/)).toHaveAttribute('data-cursor', 'true');
    expect(row(/POST storage/)).toHaveAccessibleName(/, match$/);
    await userEvent.keyboard('/');
    expect(screen.getByRole('textbox', { name: 'Find spans in this trace' })).toHaveFocus();
  });

  it('can be all that is shown, with what is above it', async () => {
    await openArticle(`trace=${TRACE_ID}`);
    await look('storage');
    await userEvent.click(screen.getByRole('button', { name: 'Hide others' }));
    expect(rowNames()).toEqual([
      'pageload /documents',
      'http.client GET /api/documents',
      'http.server GET /api/documents',
      'http.client POST storage',
    ]);
    expect(address()).toContain('only=matches');
  });

  it('says what is wrong with a text that cannot be read', async () => {
    await openArticle();
    await look('duration:>x');
    expect(screen.getByRole('alert')).toHaveTextContent(/duration/);
  });

  it('is told by an attribute', async () => {
    const spans = drawn.spans.map((span): Span =>
      span.spanId === idOf('build') ? { ...span, attributes: new Map([['code.line', '12']]) } : span,
    );
    open(() => Promise.resolve({ ...article, spans }), `trace=${TRACE_ID}&span=${idOf('build')}`);
    await userEvent.click(await screen.findByRole('button', { name: 'Find spans with this code.line' }));
    expect(address()).toContain('find=code.line%3A12');
    expect(screen.getByText('1 of 1')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Find spans without this code.line' }));
    expect(address()).toContain('find=%21code.line%3A12');
  });
});

describe('the head of the page', () => {
  it('gives the keys back to the rows after a click', async () => {
    const tree = await openArticle(`trace=${TRACE_ID}`);
    await userEvent.click(screen.getByRole('button', { name: 'Critical path' }));
    expect(tree).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}');
    expect(document.querySelector('[data-cursor]')).toHaveAttribute('data-index', '1');
  });

  it('writes the start in the zone of the view', async () => {
    await openArticle(`trace=${TRACE_ID}&zone=local`);
    expect(screen.getByText('Wed 19 Nov 2025', { exact: false })).toBeVisible();
  });

  it('colours bars by service, and by what failed', async () => {
    await openArticle();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Colour' }), 'service');
    const bar = row(/POST storage/).querySelector<HTMLElement>('[data-kind="span"][style]');
    expect(bar?.style.getPropertyValue('--c')).toMatch(/^var\(--service-\d+\)$/);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Colour' }), 'error');
    expect(
      row(/POST storage/)
        .querySelector<HTMLElement>('[data-failed]')
        ?.style.getPropertyValue('--c'),
    ).toBe('var(--bad)');
  });
});

describe('other events', () => {
  it('say how slow a span is among those like it, once they are asked', async () => {
    asked.length = 0;
    await openArticle();
    expect(asked).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Compare with the transaction’s other events' }),
    );
    const part = await screen.findByRole('region', { name: 'Its other events' });
    expect(part).toHaveTextContent('The spans of 120 of 4,000 events of the range are held.');
    expect(part).toHaveTextContent('Slower than 92.0% of 1,204 like it.');
    expect(asked[0]).toMatchObject({
      project: 'api',
      transaction: 'GET /api/documents',
      like: { op: 'http.server' },
    });
    // Of a few events first, which come soon, and then of as many as are read.
    await waitFor(() => {
      expect(asked.map(({ spans }) => spans)).toEqual([FIRST_SURVEYED, MOST_SURVEYED]);
    });
  });
});

describe('the other pictures', () => {
  const show = async (picture: string) => {
    await openArticle();
    await userEvent.click(screen.getByRole('button', { name: picture }));
  };

  it('are a table of the kinds of spans, and what the ends of all events waited for', async () => {
    await show('Statistics');
    const table = screen.getByRole('table', { name: /This trace/ });
    const queries = within(table).getByRole('row', { name: /SELECT contacts/ });
    expect(queries).toHaveTextContent(/113678 ms678 ms/);
    await userEvent.click(within(table).getByRole('button', { name: 'Count' }));
    expect(within(table).getAllByRole('row')[1]).toHaveTextContent('SELECT contacts');
    await userEvent.click(screen.getByRole('button', { name: /critical path of all its events/ }));
    const many = await screen.findByRole('table', { name: /Critical path of many/ });
    expect(within(many).getByRole('row', { name: /SELECT many/ })).toHaveTextContent('81.0 ms');
    await userEvent.click(within(table).getByRole('button', { name: 'SELECT contacts' }));
    expect(addressed()).not.toBeNull();
  });

  it('are a flame graph that arrows go through', async () => {
    await show('Flame graph');
    const boxes = screen.getAllByRole('treeitem');
    expect(boxes[0]).toHaveAccessibleName(/^http.server GET \/api\/documents/);
    expect(screen.getByRole('treeitem', { name: /SELECT contacts, 113 spans/ })).toHaveAttribute(
      'aria-level',
      '3',
    );
    act(() => boxes[0]?.focus());
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(document.activeElement).toHaveAttribute('aria-level', '2');
    expect(addressed()).toBe(idOf('serializer'));
  });

  it('are a comparison with another trace', async () => {
    await openArticle(`trace=${TRACE_ID}&picture=compare&versus=${'a'.repeat(32)}`);
    const removed = await screen.findByRole('row', { name: /SELECT contacts/ });
    expect(removed).toHaveTextContent('removed');
    expect(removed).toHaveTextContent('113 × · 678 ms');
    expect(screen.getByRole('textbox', { name: /This against the trace/ })).toHaveValue('a'.repeat(32));
  });
});

describe('what is taken along', () => {
  it('are the span, all beneath it, a link and the trace as a file, which opens again', async () => {
    const user = userEvent.setup();
    await openArticle(`trace=${TRACE_ID}&span=${idOf('serializer')}`);
    const details = screen.getByRole('complementary', { name: 'Details' });
    const copied = async (name: string): Promise<string> => {
      await user.click(within(details).getByRole('button', { name }));
      return navigator.clipboard.readText();
    };
    expect(JSON.parse(await copied('Copy span'))).toMatchObject({
      spanId: idOf('serializer'),
      description: 'Serializer',
    });
    const subtree: unknown = JSON.parse(await copied('Copy subtree'));
    expect(subtree).toHaveLength(114);
    expect(subtree).toContainEqual(expect.objectContaining({ description: 'SELECT contacts' }));
    const link = new URL(await copied('Copy link'));
    expect(link.searchParams.get('trace')).toBe(TRACE_ID);
    expect(link.searchParams.get('span')).toBe(idOf('serializer'));

    const files: { name: string; content: Blob }[] = [];
    const contents: Blob[] = [];
    URL.createObjectURL = (content) => {
      if (content instanceof Blob) contents.push(content);
      return 'blob:trace';
    };
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      const content = contents.at(-1);
      if (content !== undefined) files.push({ name: this.download, content });
    });
    await user.click(screen.getByRole('button', { name: 'Download this trace' }));
    await waitFor(() => expect(files).toHaveLength(1));
    clicked.mockRestore();
    const [file] = files;
    expect(file?.name).toBe(`trace-${TRACE_ID}.longtail-trace`);
    const bytes = await new Promise<ArrayBuffer>((resolve) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(reader.result as ArrayBuffer));
      reader.readAsArrayBuffer(file?.content ?? new Blob());
    });
    // The stand-in for a browser's files cannot be read piece by piece.
    const readable = <File extends Blob>(content: File): File =>
      Object.assign(content, { stream: () => new Response(bytes).body });
    const saved = await decodeTrace(readable(new Blob([bytes])));
    expect(saved.spans.length).toBe(drawn.spans.length);

    // Chosen as a reader would: what the button asks the browser for gets the file.
    const chosen = vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (
      this: HTMLInputElement,
    ) {
      const given = readable(new File([bytes], 'a.longtail-trace'));
      Object.defineProperty(this, 'files', { value: [given] });
      this.dispatchEvent(new Event('change'));
    });
    await user.click(screen.getByRole('button', { name: 'Open a downloaded trace' }));
    chosen.mockRestore();
    await waitFor(() => expect(addressed()).toBeNull());
    expect(await screen.findByRole('row', { name: /pageload \/documents/ })).toBeVisible();
  });

  it('details stand beside the waterfall or below it, and are there the next time', async () => {
    await openArticle();
    const details = (): HTMLElement => screen.getByRole('complementary', { name: 'Details' });
    expect(details()).toHaveAttribute('data-dock', 'right');
    await userEvent.click(screen.getByRole('button', { name: 'Details below the waterfall' }));
    expect(details()).toHaveAttribute('data-dock', 'bottom');
    cleanup();
    await openArticle();
    expect(details()).toHaveAttribute('data-dock', 'bottom');
    await userEvent.click(screen.getByRole('button', { name: 'Details beside the waterfall' }));
    expect(details()).toHaveAttribute('data-dock', 'right');
  });
});

describe('keys', () => {
  it('move, fold and open', async () => {
    const tree = await openArticle(`trace=${TRACE_ID}`);
    act(() => tree.focus());
    expect(rowNames()[0]).toBe('pageload /documents');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}');
    expect(document.getElementById(tree.getAttribute('aria-activedescendant') ?? '')).toHaveAccessibleName(
      /GET \/api\/documents/,
    );
    expect(rowNames()).toHaveLength(3);
    await userEvent.keyboard('{ArrowRight}');
    expect(rowNames()).toHaveLength(10);
    await userEvent.keyboard('{ArrowLeft}');
    expect(rowNames()).toHaveLength(3);
    await userEvent.keyboard('{Enter}');
    expect(addressed()).toBe(idOf('api'));
    await userEvent.keyboard('{ArrowUp}');
    expect(addressed()).toBe(idOf('call'));
  });

  it('measure from a row to another, and fold what is short', async () => {
    const tree = await openArticle(`trace=${TRACE_ID}`);
    act(() => tree.focus());
    await userEvent.keyboard('m');
    const status = (): string =>
      screen
        .getAllByRole('status')
        .map(({ textContent }) => textContent)
        .join(' ')
        .replaceAll('\u202f', ' ');
    expect(status()).toContain('2.30 s: pageload /documents'.replace('pageload ', ''));
    await userEvent.keyboard('{ArrowDown}');
    expect(status()).toContain('2.30 s from /documents to GET /api/documents');
    await userEvent.keyboard('{Escape}');
    expect(status()).not.toContain('from /documents');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Fold' }), 'nothing');
    expect(rowNames().length).toBeGreaterThan(8);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Fold' }), 'under 1.00\u202fs');
    expect(address()).toContain('fold=under1000');
    // What lasts 6 ms is folded into what lasts a second.
    expect(row(/Serializer/)).toHaveAttribute('aria-expanded', 'false');
    expect(row(/http\.server GET/)).toHaveAttribute('aria-expanded', 'true');
  });

  it('zoom to a span and back', async () => {
    const tree = await openArticle();
    act(() => tree.focus());
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}f');
    const start = screen.getByRole('slider', { name: /Start/ });
    expect(start).not.toHaveAttribute('aria-valuenow', '0');
    await userEvent.keyboard('0');
    expect(start).toHaveAttribute('aria-valuenow', '0');
    start.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(start).toHaveAttribute('aria-valuenow', '22');
  });
});

describe('the address', () => {
  /** What is on the screen: rows, which of them is selected, the part of the time, and the buttons pressed. */
  function onScreen() {
    return {
      rows: rowNames(),
      selected: screen.queryAllByRole('row', { selected: true }).map((row) => row.getAttribute('aria-label')),
      start: screen.getByRole('slider', { name: /Start/ }).getAttribute('aria-valuenow'),
      pressed: screen.queryAllByRole('button', { pressed: true }).map((button) => button.textContent),
      details: screen.queryByRole('complementary', { name: 'Details' })?.textContent,
    };
  }

  it.each<[string, () => Promise<unknown>]>([
    ['the whole trace', () => userEvent.click(screen.getByRole('button', { name: 'Whole trace' }))],
    ['no groups', () => userEvent.click(screen.getByRole('button', { name: 'Group siblings' }))],
    ['a selected group', () => userEvent.click(row(/SELECT contacts/))],
    ['a selected gap', () => userEvent.click(row(/no instrumentation/))],
    ['no details', () => userEvent.keyboard('{Escape}')],
    ['what was folded', () => userEvent.keyboard('{Home}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowLeft}')],
    [
      'a group in full',
      () => userEvent.keyboard('{Home}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}'),
    ],
    ['a zoom to a span', () => userEvent.keyboard('{Home}{ArrowDown}f')],
  ])('says it: %s', async (_, doIt) => {
    await openArticle();
    const before = onScreen();
    await doIt();
    const after = onScreen();
    expect(after).not.toEqual(before);
    const params = address().slice(1);
    cleanup();
    await openArticle(params);
    expect(onScreen()).toEqual(after);
  });

  it('has a zoom that moved once it rests', async () => {
    await openArticle();
    await userEvent.keyboard('www');
    expect(address()).not.toContain('zoom');
    await waitFor(() => expect(address()).toContain('zoom='));
  });
});

describe('other states', () => {
  it('loads in its final shape', () => {
    open(() => new Promise(() => undefined));
    expect(screen.getByLabelText('Loading the trace')).toHaveAttribute('aria-busy', 'true');
    expect(screen.queryByRole('heading', { level: 1 })).toBeNull();
    cleanup();
    open(
      () => new Promise(() => undefined),
      `trace=${TRACE_ID}&transaction.project=api&transaction=GET+/slow`,
    );
    expect(screen.getByRole('heading', { level: 1, name: 'GET /slow' })).toBeVisible();
  });

  it('says that a trace is not in this source, and asks again', async () => {
    const { trace } = open(() =>
      Promise.reject(
        new SourceError('not-found', {
          kind: 'refused',
          message: 'There is no such trace here.',
          advice: 'It may have expired.',
        }),
      ),
    );
    expect(await screen.findByText('There is no such trace here.')).toBeVisible();
    expect(screen.getByText('It may have expired.')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Look in the demo' })).toHaveAttribute(
      'href',
      `/trace?v=2&source=demo&trace=${TRACE_ID}`,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(trace).toHaveBeenCalledTimes(2));
  });

  it('is on paper as long as it is, not as the window is high', async () => {
    const waterfall = await openArticle(`trace=${TRACE_ID}&group=off`);
    act(() => waterfall.focus());
    await userEvent.keyboard('9');
    const rowsThere = (): number => screen.getByRole('treegrid').querySelectorAll('[data-index]').length;
    const all = Number(screen.getByRole('treegrid').getAttribute('aria-rowcount')) - 1;
    expect(rowsThere()).toBeLessThan(all);
    act(() => void window.dispatchEvent(new Event('beforeprint')));
    expect(rowsThere()).toBe(all);
    act(() => void window.dispatchEvent(new Event('afterprint')));
  });

  it('is asked for by its id where the address names none', async () => {
    const user = userEvent.setup();
    open(() => Promise.resolve(article), '');
    const field = screen.getByRole('textbox', { name: 'Trace id' });
    await user.type(field, 'none{Enter}');
    expect(screen.getByRole('alert')).toHaveTextContent('There is no trace id in it');
    await user.clear(field);
    await user.type(field, `https://host/trace?trace=${TRACE_ID}{Enter}`);
    expect(await screen.findByRole('treegrid')).toBeVisible();
    expect(address()).toContain(`trace=${TRACE_ID}`);
  });

  it('says that a trace holds nothing but an error', async () => {
    open(() => Promise.resolve({ ...article, spans: [], transactions: [] }));
    expect(await screen.findByText('This trace has no spans')).toBeVisible();
    expect(screen.getByText(/storage did not answer/)).toBeVisible();
  });

  it('says that the span of a link is not in the trace', async () => {
    await openArticle(`trace=${TRACE_ID}&span=${'f'.repeat(16)}`);
    expect(screen.getByText('The span that this link names is not in this trace.')).toBeVisible();
  });
});
