import { broken, latency, variant } from '../endpoint.ts';
import type { Endpoint, Outcome } from '../endpoint.ts';
import { step } from '../plan.ts';
import type { Step } from '../plan.ts';
import { mobile, web } from './programs.ts';
import { ask } from './steps.ts';

const HOST = 'https://app.dossier.example';

/** A request of the page to the API. The path doubles as the endpoint's key. */
function fetched(line: string): Step {
  const [method = 'GET', path = ''] = line.split(' ', 2);
  return ask(path, `${method} ${HOST}${path}`, { gap: 6 });
}

const LOST_CHUNK = broken(0.0006, 'internal_error', null, 'ChunkLoadError: Loading chunk 214 failed');
const UNDEFINED = broken(0.0011, 'internal_error', null, 'TypeError: contacts is undefined');

function pageload(
  path: string,
  median: number,
  calls: readonly string[],
  outcomes: readonly Outcome[] = [LOST_CHUNK],
) {
  const steps = [
    step('browser.DNS', HOST, 6, { gap: 2 }),
    step('browser.connect', HOST, 18, { gap: 0 }),
    step('browser.request', `${HOST}${path}`, 70, { gap: 1 }),
    step('browser.response', `${HOST}${path}`, 14, { gap: 0 }),
    step('resource.script', `${HOST}/assets/app.js`, 260, { gap: 12, parallel: 4 }),
    step('resource.css', `${HOST}/assets/app.css`, 60, { gap: 0 }),
    step('ui.react.mount', '<App>', 90, { gap: 20 }),
    ...calls.map(fetched),
    step('ui.react.render', `<Route path="${path}">`, 110, { gap: 8 }),
    step('resource.img', `${HOST}/assets/thumbnails`, 140, { gap: 10, parallel: 6 }),
  ];
  return page(`pageload ${path}`, path, 'pageload', median, steps, outcomes);
}

function navigation(
  path: string,
  median: number,
  calls: readonly string[],
  outcomes: readonly Outcome[] = [],
) {
  const steps = [
    step('ui.react.render', `<Route path="${path}">`, 40, { gap: 4 }),
    ...calls.map(fetched),
    step('ui.react.update', '<Content>', 60, { gap: 3 }),
    step('ui.long-task', 'Main UI thread blocked', 55, { gap: 6 }),
  ];
  return page(`navigation ${path}`, path, 'navigation', median, steps, outcomes);
}

function page(
  key: string,
  transaction: string,
  op: string,
  median: number,
  steps: readonly Step[],
  outcomes: readonly Outcome[],
): Endpoint {
  return {
    key,
    transaction,
    op,
    service: web,
    method: null,
    okCode: null,
    latency: latency(median, 0.42, 0.03, 2),
    variants: [variant({ share: 1, steps, tail: 40 })],
    outcomes,
    hasUser: true,
  };
}

function publicPage(path: string, median: number): Endpoint {
  return { ...pageload(path, median, []), hasUser: false };
}

const CANCELLED: Outcome = { rate: 0.02, status: 'cancelled', http: null, pace: 0.6, fault: null };

export const webEndpoints: readonly Endpoint[] = [
  publicPage('/', 820),
  publicPage('/pricing', 760),
  publicPage('/login', 640),
  pageload('/documents', 900, ['GET /api/me', 'GET /api/documents'], [UNDEFINED, LOST_CHUNK]),
  navigation('/documents', 130, ['GET /api/documents'], [CANCELLED, UNDEFINED]),
  pageload('/documents/:id', 860, ['GET /api/me', 'GET /api/documents/{id}']),
  navigation(
    '/documents/:id',
    240,
    ['GET /api/documents/{id}', 'GET /api/documents/{id}/comments'],
    [CANCELLED],
  ),
  navigation('/documents/:id/sign', 420, ['POST /api/documents/{id}/sign'], [UNDEFINED]),
  navigation('/documents/:id/versions', 160, ['GET /api/documents/{id}/versions']),
  navigation('/contacts', 150, ['GET /api/contacts'], [CANCELLED]),
  pageload('/contacts', 840, ['GET /api/me', 'GET /api/contacts']),
  navigation('/templates', 140, ['GET /api/templates']),
  navigation('/search', 90, ['GET /api/search'], [CANCELLED]),
  navigation('/settings/team', 170, ['GET /api/teams/{id}/members']),
  navigation('/settings/billing', 190, ['GET /api/invoices']),
  pageload('/invite/:token', 910, ['POST /api/auth/token']),
];

function screen(name: string, median: number, calls: readonly string[]): Endpoint {
  const steps = [
    step('ui.load', name, 60, { gap: 4 }),
    ...calls.map(fetched),
    step('ui.render', `${name}.body`, 80, { gap: 5 }),
    step('file.read', 'Library/Caches/documents.sqlite', 30, { gap: 3 }),
  ];
  return { ...page(name, name, 'ui.load', median, steps, []), service: mobile };
}

export const mobileEndpoints: readonly Endpoint[] = [
  screen('DocumentListScreen', 380, ['GET /api/sync']),
  screen('SignScreen', 460, ['POST /api/documents/{id}/sign']),
  screen('ScanScreen', 700, []),
];
