// The window's entry: makes the workers, starts the demo when it is asked for, and wires both to the app.
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { connect } from './rpc/connect.ts';
import { applyRail, isRailNarrow } from './ui/shell/rail.ts';
import { keepError } from './ui/states/recent-errors.ts';
import { applyDensity } from './ui/theme/density.ts';
import { applyMotion } from './ui/theme/motion.ts';
import { applyScheme, readScheme } from './ui/theme/scheme.ts';
import { applyWriting, onWriting, writing } from './ui/writing.ts';
import { DENSITY_CHOICE } from './view/density.ts';
import { paceDrawing } from './view/draw-pace.ts';
import { MOTION_CHOICE } from './view/motion.ts';
import { RAIL_CHOICE } from './view/rail.ts';
import { readWriting } from './view/reader-writing.ts';
import { ROW_LIMIT_CHOICE } from './view/row-limit.ts';
import type { Opened } from './view/use-opened-source.ts';
import type { ViewSource } from './view/view.ts';

/** The folder the app was loaded from: every route is one level below it. */
const BASE = new URL('.', location.href);

type Demo = Extract<ViewSource, { id: 'demo' }>;

let startedDemo: { readonly key: string; readonly isReady: Promise<void> } | null = null;

/** Starts the demo's backend. It must stand before the worker that asks it is made. */
function startDemo(demo: Demo): Promise<void> {
  const key = JSON.stringify(demo);
  if (startedDemo !== null && startedDemo.key !== key) {
    // One page has one demo, and this address names another.
    location.reload();
    return new Promise(() => undefined);
  }
  startedDemo ??= {
    key,
    isReady: import('../mocks/browser.ts')
      .then(({ startDemo }) => startDemo({ anchor: demo.anchor ?? Date.now(), rows: demo.rows, base: BASE }))
      .catch((error: unknown) => {
        startedDemo = null;
        throw error;
      }),
  };
  return startedDemo.isReady;
}

/** The id of a source on the wire; a demo's says which of all demos it is. */
function wireId(source: ViewSource): string {
  return source.id === 'demo' && source.anchor !== null ? `demo/${source.rows}@${source.anchor}` : source.id;
}

async function open(source: ViewSource): Promise<Opened> {
  if (source.id === 'demo') await startDemo(source);
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const limit = ROW_LIMIT_CHOICE.read();
  const connection = connect(worker, { base: BASE, ...(limit === 'device' ? {} : { budget: limit }) });
  const tellVisibility = (): void => connection.tellVisibility(document.visibilityState === 'visible');
  document.addEventListener('visibilitychange', tellVisibility);
  tellVisibility();
  const tellNumbers = (): void => connection.tellNumbers(writing().numbers);
  const stopNumbers = onWriting(tellNumbers);
  tellNumbers();
  return {
    source: connection.source(wireId(source)),
    collector: connection.source('collector'),
    died: connection.died,
    close: () => {
      document.removeEventListener('visibilitychange', tellVisibility);
      stopNumbers();
      connection.close();
      worker.terminate();
    },
  };
}

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no element with the id “root”.');
addEventListener('error', ({ error }) => keepError('window', error));
addEventListener('unhandledrejection', ({ reason }) => keepError('window', reason));
applyScheme(readScheme());
applyDensity(DENSITY_CHOICE.read());
applyRail(isRailNarrow(RAIL_CHOICE.read()));
applyMotion(MOTION_CHOICE.read());
applyWriting(readWriting());
paceDrawing();
const app = createRoot(root);
// In slices: whatever is rendered for the first time takes several times as long as after it.
startTransition(() =>
  app.render(
    <StrictMode>
      <App open={open} basename={BASE.pathname.replace(/\/$/, '')} />
    </StrictMode>,
  ),
);
