// Ten seconds of a turning wheel over the waterfall: how long the main thread works in a frame, and what is painted.
import type { CDPSession, Page } from 'playwright-core';

/** How long wheel events go on, and how far each of them scrolls: a notch of a mouse. */
const SCROLL_MS = 10_000;
const NOTCH = 120;
const FRAME_MS = 1000 / 60;

/** Of so many notches, the last ones go back up. */
const BACK_EVERY = 40;
const BACK_FOR = 10;

/** How long pictures are taken. */
const PICTURES_MS = 3_000;

/** Pixels of a row. */
const ROW = 24;

const CATEGORIES = [
  'devtools.timeline',
  'devtools.timeline.frame',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-devtools.timeline.frame',
  'blink.user_timing',
];

interface TracedEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
}

/** What the page notes as the wheel begins to turn: it tells its thread from those of other pages. */
const BEGINNING = 'the wheel turns';

/**
 * The main thread's work for each frame, in milliseconds of processor time, ascending: all its tasks (events, script,
 * React's, style, layout, paint) from one begin of a main frame to the next.
 */
export function workOfFrames(events: readonly TracedEvent[]): number[] {
  const beginning = events.find(({ name }) => name === BEGINNING);
  if (beginning === undefined) throw new Error('The trace does not say which thread is the page.');
  const own = events.filter(
    ({ pid, tid, ts }) => pid === beginning.pid && tid === beginning.tid && ts >= beginning.ts,
  );
  const tasks = own.filter(({ name, ph }) => name === 'RunTask' && ph === 'X').sort((a, b) => a.ts - b.ts);
  const begins = own.filter(({ name }) => name === 'BeginMainThreadFrame').map(({ ts }) => ts);
  begins.sort((a, b) => a - b);
  if (begins.length === 0) throw new Error('The page drew no frame while the wheel turned.');
  const work = new Float64Array(begins.length);
  let frame = -1;
  for (const { ts, dur = 0, tdur = dur } of tasks) {
    // A frame begins inside of a task, which is then its first.
    while (frame + 1 < begins.length && (begins[frame + 1] ?? 0) <= ts + dur) frame += 1;
    if (frame >= 0) work[frame] = (work[frame] ?? 0) + tdur / 1000;
  }
  return [...work.sort()];
}

/** A part of the page, in its pixels. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The most lines of pixels without anything on them, one below the other, in a part of a picture. */
async function blankLines(looking: Page, picture: string, place: Place): Promise<number> {
  return looking.evaluate(
    async ({ address, place }) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = place.width;
      canvas.height = place.height;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('There is no canvas to look at pictures with.');
      context.drawImage(image, -place.x, -place.y);
      const { data, width, height } = context.getImageData(0, 0, place.width, place.height);
      let most = 0;
      let blank = 0;
      for (let y = 0; y < height; y++) {
        const line = data.subarray(y * width * 4, (y + 1) * width * 4);
        const isBlank = line.every((value, at) => Math.abs(value - (line[at % 4] ?? 0)) < 24);
        blank = isBlank ? blank + 1 : 0;
        most = Math.max(most, blank);
      }
      return most;
    },
    { address: `data:image/png;base64,${picture}`, place },
  );
}

/** Turns the wheel for so long, down and at times back up. */
async function turnWheel(page: Page, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds;
  for (let turn = 0; Date.now() < end; turn++) {
    await page.mouse.wheel(0, turn % BACK_EVERY < BACK_EVERY - BACK_FOR ? NOTCH : -NOTCH);
    await page.waitForTimeout(FRAME_MS);
  }
}

/** All that the browser notes of its threads while something is done. */
async function tracedEvents(client: CDPSession, run: () => Promise<void>): Promise<TracedEvent[]> {
  const events: TracedEvent[] = [];
  client.on('Tracing.dataCollected', ({ value }) => {
    for (const event of value) events.push(event as unknown as TracedEvent);
  });
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await run();
  const isDone = new Promise<void>((resolve) => client.once('Tracing.tracingComplete', () => resolve()));
  await client.send('Tracing.end');
  await isDone;
  return events;
}

/** What was on the screen while something was done: the pictures that the browser put there, not ones made on request. */
async function picturesOf(client: CDPSession, run: () => Promise<void>): Promise<string[]> {
  const pictures: string[] = [];
  client.on('Page.screencastFrame', ({ data, sessionId }) => {
    pictures.push(data);
    void client.send('Page.screencastFrameAck', { sessionId });
  });
  await client.send('Page.startScreencast', { format: 'png' });
  await run();
  await client.send('Page.stopScreencast');
  return pictures;
}

/** What the wheel was turned for. */
export interface Scrolling {
  /** The main thread's work for a frame, in milliseconds: of twenty frames, one takes longer. */
  readonly p95: number;
  readonly longest: number;
  readonly frames: number;
  /** Rows without anything on them, in the worst of so many pictures. */
  readonly blankRows: number;
  readonly pictures: number;
}

/** Turns the wheel over the waterfall for ten seconds, and then again to look at what is on the screen meanwhile. */
export async function scroll(page: Page, looking: Page): Promise<Scrolling> {
  const box = await page.getByRole('treegrid').boundingBox();
  if (box === null) throw new Error('The page has no waterfall.');
  const client = await page.context().newCDPSession(page);
  await page.mouse.move(box.x + 700, box.y + 300);
  const work = workOfFrames(
    await tracedEvents(client, async () => {
      await page.evaluate((name) => performance.mark(name), BEGINNING);
      await turnWheel(page, SCROLL_MS);
    }),
  );
  // Pictures are work of their own: they are taken of another turn of the wheel.
  const pictures = await picturesOf(client, () => turnWheel(page, PICTURES_MS));
  const place = { x: Math.ceil(box.x) + 40, y: Math.ceil(box.y) + 26, width: 300, height: box.height - 30 };
  let blank = 0;
  for (const picture of pictures) blank = Math.max(blank, await blankLines(looking, picture, place));
  if (pictures.length === 0) throw new Error('The browser gave no picture while the wheel turned.');
  return {
    p95: work[Math.floor(work.length * 0.95)] ?? NaN,
    longest: work.at(-1) ?? NaN,
    frames: work.length,
    // Between the letters of two rows lies less than a row; where a row is missing, a row more.
    blankRows: Math.floor(blank / ROW),
    pictures: pictures.length,
  };
}
