import type { TextColumn } from '../../src/model/column.ts';
import { STATUSES } from '../../src/model/status.ts';
import type { DrawnPart } from './draw.ts';
import type { Endpoint } from './endpoint.ts';
import { BROWSERS, DEVICES, EMAILS, IDS, PLANS, REGIONS, SYSTEMS } from './people.ts';
import { PART_WORDS } from './page-parts.ts';
import { Releases } from './releases.ts';
import type { Environment } from './releases.ts';
import { ENDPOINTS } from './scenarios.ts';
import { SERVICES } from './services/programs.ts';

const ENVIRONMENTS: readonly Environment[] = ['production', 'staging', 'development'];

/** Names of releases do not depend on when a world's anchor is. */
const RELEASES: readonly string[] = new Releases(0).names();

export const CANARY = 'api-canary';

function unique(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts)].filter((text) => text !== null);
}

/** Every text that a column of the demo can hold; rows are made of indices into these. */
export const WORDS = {
  project: SERVICES.map(({ project }) => project),
  transaction: unique(ENDPOINTS.map(({ transaction }) => transaction)),
  op: unique(ENDPOINTS.map(({ op }) => op)),
  status: STATUSES,
  environment: ENVIRONMENTS,
  release: RELEASES,
  user: IDS,
  'user.display': EMAILS,
  sdk: SERVICES.map(({ sdk }) => sdk),
  'http.method': unique(ENDPOINTS.map(({ method }) => method)),
  'tag:plan': PLANS,
  'tag:region': REGIONS,
  'tag:server': unique([...SERVICES.flatMap(({ servers }) => servers), CANARY]),
  'tag:browser': BROWSERS,
  'tag:os': SYSTEMS,
  'tag:device': DEVICES,
  ...PART_WORDS,
} as const satisfies Record<TextColumn | `tag:${string}`, readonly string[]>;

export type CodedColumn = keyof typeof WORDS;

/** The codes that are the same in every row of an endpoint. */
export interface EndpointCodes {
  readonly project: number;
  readonly transaction: number;
  readonly op: number;
  readonly sdk: number;
  readonly method: number;
  /** By the server's place in its service. */
  readonly servers: readonly number[];
}

function codesOf(endpoint: Endpoint): EndpointCodes {
  const { service } = endpoint;
  return {
    project: WORDS.project.indexOf(service.project),
    transaction: WORDS.transaction.indexOf(endpoint.transaction),
    op: WORDS.op.indexOf(endpoint.op),
    sdk: WORDS.sdk.indexOf(service.sdk),
    method: endpoint.method === null ? -1 : WORDS['http.method'].indexOf(endpoint.method),
    servers: service.servers.map((server) => WORDS['tag:server'].indexOf(server)),
  };
}

export const ENDPOINT_CODES: ReadonlyMap<Endpoint, EndpointCodes> = new Map(
  ENDPOINTS.map((endpoint) => [endpoint, codesOf(endpoint)]),
);

const RELEASE_CODES: ReadonlyMap<string | null, number> = new Map(
  RELEASES.map((release, code) => [release, code]),
);
const STATUS_CODES: ReadonlyMap<string, number> = new Map(STATUSES.map((status, code) => [status, code]));

export function releaseCode(part: DrawnPart): number {
  return RELEASE_CODES.get(part.release) ?? -1;
}

export function statusCode(part: DrawnPart): number {
  return STATUS_CODES.get(part.outcome?.status ?? 'ok') ?? -1;
}

/** The environment that a part's service names; null where it names none. */
export function environmentOf(part: DrawnPart, environment: Environment): Environment | null {
  return part.endpoint.service.namesEnvironment ? environment : null;
}
