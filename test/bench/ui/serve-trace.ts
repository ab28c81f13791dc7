// The built app beside a source that has one trace: as large as is wanted, and nothing else.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encodeFrame, FRAMES_TYPE } from '../../../src/formats/arrow/frames.ts';
import { toRows } from '../../../src/formats/arrow/rows.ts';
import { CONTRACT_VERSION } from '../../../src/model/source.ts';
import { serveFolder } from '../../browser/static-server.ts';
import type { Host } from '../../browser/static-server.ts';

const APP = join(process.cwd(), 'dist/app');
const API = 'api/v1/';

const INFO = {
  contract: CONTRACT_VERSION,
  name: 'collector',
  version: '0',
  now: 1_763_550_030_000,
  extent: { start: 1_763_550_000_000, end: 1_763_550_020_000 },
  rows: 1,
  revision: 1,
  environments: [],
  projects: [],
  releases: [],
  abilities: { live: false, settings: false },
  quality: {
    received: 0,
    stored: 0,
    skipped: [],
    refused: [],
    repeated: 0,
    droppedByClients: [],
    filtered: [],
    sampledRows: 0,
  },
  ingest: null,
  problems: [],
};

/** A host whose every trace is the one of `frames()`. */
export async function serveTrace(frames: () => readonly Uint8Array[]): Promise<Host> {
  if (!existsSync(APP)) throw new Error('The app is not built: run "npm run build" first.');
  return serveFolder(APP, '/', (below) => {
    if (!below.startsWith(API)) return null;
    if (below.startsWith(`${API}traces/`)) {
      const body = new Blob(frames().map((frame) => new Uint8Array(frame)));
      return Promise.resolve(new Response(body, { headers: { 'content-type': FRAMES_TYPE } }));
    }
    if (below.startsWith(`${API}info`)) return Promise.resolve(Response.json(INFO));
    if (below.startsWith(`${API}transactions`)) {
      const meta = { total: 0, end: true, after: 1, revision: 1 };
      const none = new Uint8Array(encodeFrame({ table: 'transactions', rows: toRows([]), meta }));
      return Promise.resolve(new Response(none, { headers: { 'content-type': FRAMES_TYPE } }));
    }
    return Promise.resolve(new Response('{}', { status: 404 }));
  });
}
