import type { Endpoint } from './endpoint.ts';
import { apiEndpoints } from './services/api.ts';
import { cronEndpoints, searchEndpoints, workerEndpoints } from './services/tasks.ts';
import { mobileEndpoints, webEndpoints } from './services/web.ts';

export const ENDPOINTS: readonly Endpoint[] = [
  ...apiEndpoints,
  ...webEndpoints,
  ...workerEndpoints,
  ...searchEndpoints,
  ...cronEndpoints,
  ...mobileEndpoints,
];

const BY_KEY = new Map(ENDPOINTS.map((endpoint) => [endpoint.key, endpoint]));

/** One transaction of a scenario. */
export interface Part {
  readonly endpoint: Endpoint;
  /** The part that called it, -1 for the first. */
  readonly caller: number;
  /** The parts that answer its calls, in the order of the calls. */
  readonly callees: readonly number[];
}

/** What one trace consists of: an endpoint and all that it calls. Callers stand before what they call. */
export interface Scenario {
  readonly parts: readonly Part[];
  /** Relative to the other scenarios. */
  readonly weight: number;
}

function endpointOf(key: string): Endpoint {
  const endpoint = BY_KEY.get(key);
  if (endpoint === undefined) throw new Error(`There is no endpoint "${key}".`);
  return endpoint;
}

function partsFrom(root: string): Part[] {
  const parts: { endpoint: Endpoint; caller: number; callees: number[] }[] = [];
  const add = (key: string, caller: number): void =>
    void parts.push({ endpoint: endpointOf(key), caller, callees: [] });
  add(root, -1);
  for (let at = 0; at < parts.length; at += 1) {
    const layout = parts[at]?.endpoint.variants[0]?.layout;
    for (const step of layout?.calls ?? []) {
      parts[at]?.callees.push(parts.length);
      add(layout?.steps[step]?.call?.to ?? '', at);
    }
  }
  return parts;
}

/** How often each trace begins with what. Calls of the API from elsewhere have no traced caller. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'pageload /documents': 44,
  'navigation /documents': 62,
  'pageload /documents/:id': 34,
  'navigation /documents/:id': 52,
  'navigation /documents/:id/sign': 20,
  'navigation /documents/:id/versions': 8,
  'navigation /contacts': 26,
  'pageload /contacts': 10,
  'navigation /templates': 14,
  'navigation /search': 52,
  'navigation /settings/team': 5,
  'navigation /settings/billing': 4,
  'pageload /': 16,
  'pageload /pricing': 7,
  'pageload /login': 22,
  'pageload /invite/:token': 4,
  DocumentListScreen: 6,
  SignScreen: 2,
  ScanScreen: 2,
  '/api/documents': 44,
  '/api/documents/{id}': 30,
  '/api/documents/{id}/sign': 4,
  '/api/documents/{id}/download': 20,
  '/api/documents/upload': 9,
  '/api/documents/{id}/share': 7,
  '/api/contacts': 48,
  '/api/contacts/{id}': 6,
  '/api/contacts/import': 1,
  '/api/me': 40,
  '/api/auth/token': 34,
  '/api/auth/refresh': 30,
  '/api/notifications': 58,
  '/api/templates/{id}': 9,
  '/api/invoices/{id}/pdf': 2,
  '/api/webhooks/stripe': 5,
  '/api/webhooks/storage': 12,
  '/api/internal/health': 26,
  '/api/internal/metrics': 13,
  '/api/internal/reindex': 1.5,
  '/api/audit/events': 3,
  'GET /suggest': 40,
  'POST /index/bulk': 6,
  'documents.tasks.render_pdf': 18,
  'notifications.tasks.send_push': 14,
  'sessions.cleanup_expired': 1.2,
  'documents.send_reminders': 1,
  'billing.close_period': 0.8,
  'storage.collect_garbage': 1,
};

export const SCENARIOS: readonly Scenario[] = Object.entries(WEIGHTS).map(([root, weight]) => ({
  parts: partsFrom(root),
  weight,
}));

export function scenarioFrom(root: string): number {
  const index = SCENARIOS.findIndex(({ parts }) => parts[0]?.endpoint.key === root);
  if (index < 0) throw new Error(`No trace begins with "${root}".`);
  return index;
}

/** Transactions in a trace, and calls of one of them, at most. */
export const MOST_PARTS = Math.max(...SCENARIOS.map(({ parts }) => parts.length));
export const MOST_CALLS = Math.max(
  ...SCENARIOS.flatMap(({ parts }) => parts.map(({ callees }) => callees.length)),
);

const PLACES = 8_192;

/** Scenarios in proportion to their weights: 13 random bits choose a place. */
const TABLE = ((): Uint8Array => {
  const sum = SCENARIOS.reduce((total, { weight }) => total + weight, 0);
  const table = new Uint8Array(PLACES);
  let reached = 0;
  let from = 0;
  for (const [index, { weight }] of SCENARIOS.entries()) {
    reached += weight;
    const to = Math.round((reached / sum) * PLACES);
    table.fill(index, from, to);
    from = to;
  }
  return table;
})();

export function chooseScenario(bits: number): number {
  return TABLE[bits >>> 19] ?? 0;
}
