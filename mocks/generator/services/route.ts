import { variant } from '../endpoint.ts';
import type { Endpoint, Latency, Outcome, VariantText } from '../endpoint.ts';
import type { Step } from '../plan.ts';
import { api } from './programs.ts';
import { code, session, view } from './steps.ts';

interface RouteExtras {
  readonly hasUser?: boolean;
  readonly okCode?: number;
  readonly variants?: readonly VariantText[];
}

/** A route of the API that renders one view for whoever is signed in. */
export function route(
  line: string,
  takes: Latency,
  steps: readonly Step[],
  outcomes: readonly Outcome[] = [],
  { hasUser = true, okCode = 200, variants = [] }: RouteExtras = {},
): Endpoint {
  const [method = 'GET', path = ''] = line.split(' ', 2);
  return {
    key: path,
    transaction: path,
    op: 'http.server',
    service: api,
    method,
    okCode,
    latency: takes,
    variants: [variant({ share: 1, steps }), ...variants.map(variant)],
    outcomes,
    hasUser,
  };
}

/** The steps of a signed-in request: its session, and one view around `within`. */
export function rendered(name: string, within: readonly Step[]): readonly Step[] {
  return [
    session(),
    view(name, 80, [...within, code('JSONRenderer.render', 4, [], { gap: 2 })], { tail: 4 }),
  ];
}
