// What a trace page is usually made of: a list that has an element for every row, or a component for every row behind
// a virtualiser.
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { serveFolder } from '../../browser/static-server.ts';
import type { Figure } from '../part.ts';

const ROOT = process.cwd();
const OUT = join(ROOT, 'test/output/bench-ui');

/** Painted after how long: rows of a name and a bar each. */
export async function measureLists(browser: Browser, rows: number): Promise<Figure[]> {
  await build({
    root: ROOT,
    configFile: join(ROOT, 'vite.config.ts'),
    logLevel: 'warn',
    publicDir: false,
    build: {
      outDir: OUT,
      emptyOutDir: true,
      rolldownOptions: {
        input: { lists: join(ROOT, 'test/bench/ui/lists.tsx') },
        preserveEntrySignatures: 'strict',
        output: { entryFileNames: '[name].js', format: 'es' },
      },
    },
  });
  const page =
    '<!doctype html><meta charset="utf-8"><div id="root" style="height:600px;overflow:auto"></div>';
  const host = await serveFolder(OUT, '/', (below) =>
    below.startsWith('lists.html')
      ? Promise.resolve(new Response(page, { headers: { 'content-type': 'text/html' } }))
      : null,
  );
  const figures: Figure[] = [];
  try {
    for (const [list, name] of [
      ['plain', 'plain list of elements'],
      ['virtual', 'virtualiser with all rows as components'],
    ] as const) {
      const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await tab.goto(`${host.url}lists.html`);
      const value = await tab.evaluate(
        async ({ list, rows, script }) => {
          const lists = (await import(script)) as Record<string, (rows: number) => Promise<void>>;
          const began = performance.now();
          await lists[list]?.(rows);
          return performance.now() - began;
        },
        { list, rows, script: `${host.url}lists.js` },
      );
      figures.push({ name: `${rows.toLocaleString('en')} rows in a ${name}: painted`, value, unit: 'ms' });
      await tab.close();
    }
  } finally {
    await host.close();
  }
  return figures;
}
