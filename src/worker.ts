// The worker's entry: the sources, behind the wire. Its first message says where the app is and how many rows to hold
// (`connect`).
import { writeNumbersAs } from './model/number-style.ts';
import type { Source } from './model/source.ts';
import { SourceError } from './model/source.ts';
import type { Port, Request } from './rpc/message.ts';
import { serve } from './rpc/serve.ts';
import { createApiSource } from './sources/api/api-source.ts';
import { PageVisibility } from './sources/visibility.ts';

/**
 * The address of a source's API, relative to the app: `collector`, or a demo as `demo/<rows>@<anchor>`. Tabs of one
 * browser may hold different demos, and any of them may be asked to answer, so a demo's address says which it is.
 */
function pathOf(id: string): string | undefined {
  if (id === 'collector') return 'api/v1/';
  return /^demo(\/\d+@\d+)?$/.test(id) ? `${id}/api/v1/` : undefined;
}

const visibility = new PageVisibility();

function openSources(base: string, budget: number | null): (id: string) => Source {
  const opened = new Map<string, Source>();
  return (id) => {
    const path = pathOf(id);
    if (path === undefined) {
      throw new SourceError('refused', {
        kind: 'refused',
        message: `There is no source called ${JSON.stringify(id)}.`,
        advice: 'Choose the collector or the demo.',
      });
    }
    // Opened when it is first asked, so that a source nobody looks at loads nothing.
    const source =
      opened.get(id) ??
      createApiSource({
        base: new URL(path, base),
        ...(budget === null ? {} : { limits: { budget } }),
        // The demo's backend answers only while a tab of it can be seen.
        ...(id.startsWith('demo') ? { visibility } : {}),
      });
    opened.set(id, source);
    return source;
  };
}

// The window's types are loaded, in which `self` is a Window.
const port: Port = self as unknown as Port;

let isStarted = false;

port.addEventListener('message', (event) => {
  const request = (event as MessageEvent<Request>).data;
  if (request.kind === 'visibility') visibility.set(request.isVisible);
  if (request.kind === 'numbers') writeNumbersAs(request.locale);
  if (request.kind !== 'start' || isStarted) return;
  isStarted = true;
  serve(port, openSources(request.base, request.budget));
});
