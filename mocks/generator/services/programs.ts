import type { Service } from '../endpoint.ts';

/** The programs of "dossier", a product in which documents are signed. */
function service(project: string, sdk: string, extras: Partial<Service>): Service {
  return {
    project,
    sdk,
    releases: 'backend',
    servers: [`${project}-1`],
    device: null,
    namesEnvironment: true,
    ...extras,
  };
}

export const api = service('api', 'sentry.python.django/2.43.0', { servers: ['api-1', 'api-2', 'api-3'] });
export const worker = service('worker', 'sentry.python.celery/2.43.0', { servers: ['worker-1', 'worker-2'] });
export const search = service('search', 'opentelemetry/1.9.1', { servers: ['search-1', 'search-2'] });
/** Nobody told it in which environment it runs. */
export const cron = service('cron', 'sentry.python/2.43.0', { namesEnvironment: false });
export const web = service('web', 'sentry.javascript.react/10.78.0', {
  releases: 'web',
  servers: [],
  device: 'browser',
});
export const mobile = service('mobile', 'sentry.cocoa/8.57.1', {
  releases: 'mobile',
  servers: [],
  device: 'phone',
});

export const SERVICES: readonly Service[] = [api, web, worker, search, cron, mobile];
