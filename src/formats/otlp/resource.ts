import type { Attributes } from '../../model/span.ts';
import { LIMITS, shorten } from '../limits.ts';
import { textOf } from './semconv.ts';

/** What a resource says of the service that sends. */
export interface Service {
  readonly project: string;
  readonly environment: string | null;
  readonly release: string | null;
  readonly sdk: string | null;
}

function nameOf(attributes: Attributes, key: string): string | null {
  const text = textOf(attributes, key);
  return text === null ? null : shorten(text, LIMITS.name);
}

/** The service of a resource, whose attributes have today's names. */
export function serviceOf(resource: Attributes): Service {
  const name = nameOf(resource, 'service.name') ?? 'unknown_service';
  const namespace = nameOf(resource, 'service.namespace');
  const sdk = nameOf(resource, 'telemetry.sdk.name');
  const language = nameOf(resource, 'telemetry.sdk.language');
  const version = nameOf(resource, 'telemetry.sdk.version');
  return {
    project: namespace === null ? name : `${namespace}/${name}`,
    environment: nameOf(resource, 'deployment.environment.name'),
    release: nameOf(resource, 'service.version'),
    sdk:
      sdk === null
        ? null
        : `${sdk}${language === null ? '' : `.${language}`}${version === null ? '' : `/${version}`}`,
  };
}

/** Attributes of a resource by which engineers tell one place of a service from another. */
const RESOURCE_TAGS = [
  'service.instance.id',
  'host.name',
  'cloud.provider',
  'cloud.region',
  'cloud.availability_zone',
  'k8s.cluster.name',
  'k8s.namespace.name',
  'k8s.deployment.name',
  'k8s.pod.name',
  'container.name',
] as const;

/** First words of the names that the semantic conventions give out; any other name is the sender's own. */
const CONVENTIONAL: ReadonlySet<string> = new Set(
  (
    'artifact aws azure browser cassandra client cloud code container cpu db deployment destination device disk dns ' +
    'elasticsearch enduser error event exception express faas feature_flag file gcp gen_ai go graphql heroku host ' +
    'http jvm k8s linux log longtail messaging net network nodejs oci opentracing os otel peer pool process profile ' +
    'rpc sampler sentry server service session signalr source system telemetry thread tls url user user_agent v8js ' +
    'vcs webengine'
  ).split(' '),
);

/** Whether the name of an attribute is one that the semantic conventions give out, or Sentry's SDKs. */
export function isConventional(key: string): boolean {
  const dot = key.indexOf('.');
  return CONVENTIONAL.has(dot < 0 ? key : key.slice(0, dot));
}

/**
 * The sender's own attributes of an entry span, and where the service runs, as tags; and how many more there were
 * than are kept. Lists are no tags.
 */
export function tagsOf(
  attributes: Attributes,
  resource: Attributes,
): { readonly tags: ReadonlyMap<string, string>; readonly dropped: number } {
  const own = [...attributes].filter(([key, value]) => !isConventional(key) && typeof value !== 'object');
  const places = RESOURCE_TAGS.map((key) => [key, textOf(resource, key) ?? ''] as const);
  const given = [...own, ...places].filter(([, value]) => value !== '');
  const kept = given
    .slice(0, LIMITS.tags)
    .map(([key, value]) => [shorten(key, LIMITS.name), shorten(String(value), LIMITS.name)] as const);
  return { tags: new Map(kept), dropped: given.length - kept.length };
}
