// Ten seconds of a turning wheel over the waterfall: how long the main thread works in a frame, and what is painted.
import type { Page } from 'playwright-core';

/** How long wheel events go on, and how far each of them scrolls: a notch of a mouse. */
const SCROLL_MS = 10_000;
const NOTCH = 120;
const FRAME_MS = 1000 / 60;

/** So often is a picture taken meanwhile. */
const PICTURE_EVERY = 40;

interface TracedTask {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly tid: number;
  readonly pid: number;
  readonly args?: { readonly name?: string };
}

/** The main thread's work in each frame in which it worked, in milliseconds of processor time, ascending. */
function workOfFrames(events: readonly TracedTask[]): number[] {
  const main = events.find(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const perFrame = new Map<number, number>();
  for (const { name, ph, ts, dur = 0, tdur, tid, pid } of events) {
    if (name !== 'RunTask' || ph !== 'X' || tid !== main?.tid || pid !== main.pid) continue;
    const frame = Math.floor(ts / 1000 / FRAME_MS);
    perFrame.set(frame, (perFrame.get(frame) ?? 0) + (tdur ?? dur) / 1000);
  }
  return [...perFrame.values()].sort((a, b) => a - b);
}

/** The most lines of pixels without anything on them, one below the other, in a picture of the column of names. */
async function blankLines(looking: Page, picture: Buffer): Promise<number> {
  return looking.evaluate(
    async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('There is no canvas to look at pictures with.');
      context.drawImage(image, 0, 0);
      const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
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
    `data:image/png;base64,${picture.toString('base64')}`,
  );
}

/**
 * Turns the wheel. `p95`: milliseconds that the main thread works in a frame; `blank`: pixels of the tallest empty
 * place among the names in pictures taken meanwhile, of which a row without anything would be 24 more than between rows.
 */
export async function scroll(page: Page, looking: Page): Promise<{ p95: number; blank: number }> {
  const box = await page.getByRole('treegrid').boundingBox();
  if (box === null) throw new Error('The page has no waterfall.');
  const clip = { x: box.x + 40, y: box.y + 26, width: 300, height: box.height - 30 };
  const client = await page.context().newCDPSession(page);
  const events: TracedTask[] = [];
  client.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TracedTask[])));
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] },
  });
  await page.mouse.move(box.x + 700, box.y + 300);
  for (const end = Date.now() + SCROLL_MS; Date.now() < end;) {
    await page.mouse.wheel(0, NOTCH);
    await page.waitForTimeout(FRAME_MS);
  }
  const isDone = new Promise<void>((resolve) => client.once('Tracing.tracingComplete', () => resolve()));
  await client.send('Tracing.end');
  await isDone;
  // Pictures are work of their own: they are taken of another turn of the wheel.
  const pictures: Buffer[] = [];
  for (let turn = 0; turn < PICTURE_EVERY * 5; turn++) {
    await page.mouse.wheel(0, turn % (PICTURE_EVERY * 2) < PICTURE_EVERY ? NOTCH : -NOTCH);
    if (turn % PICTURE_EVERY === PICTURE_EVERY - 1) pictures.push(await page.screenshot({ clip }));
    else await page.waitForTimeout(FRAME_MS);
  }
  const blank = await Promise.all(pictures.map((picture) => blankLines(looking, picture)));
  const frames = workOfFrames(events);
  return { p95: frames[Math.floor(frames.length * 0.95)] ?? NaN, blank: Math.max(...blank) };
}
