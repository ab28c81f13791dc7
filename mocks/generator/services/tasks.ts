import { broken, latency, variant } from '../endpoint.ts';
import type { Endpoint, Latency, Outcome, Service } from '../endpoint.ts';
import { step } from '../plan.ts';
import type { Step } from '../plan.ts';
import { cron, search, worker } from './programs.ts';
import { code, query, queryPerItem, redis, request } from './steps.ts';

function program(
  service: Service,
  op: string,
  name: string,
  takes: Latency,
  steps: readonly Step[],
  outcomes: readonly Outcome[] = [],
): Endpoint {
  return {
    key: name,
    transaction: name,
    op,
    service,
    method: null,
    okCode: null,
    latency: takes,
    variants: [variant({ share: 1, steps })],
    outcomes,
    hasUser: false,
  };
}

function task(name: string, takes: Latency, steps: readonly Step[], outcomes?: readonly Outcome[]): Endpoint {
  return { ...program(worker, 'queue.task.celery', name, takes, steps, outcomes), hasUser: true };
}

export const workerEndpoints: readonly Endpoint[] = [
  task(
    'documents.tasks.render_pdf',
    latency(3_300, 0.62, 0.03, 2),
    [
      query('SELECT * FROM documents_field WHERE document_id = %s', 20),
      request('GET https://storage.dossier.example/v1/objects/{id}', 240),
      code('render_pages', 2_400, [
        code('rasterise', 900),
        step('template.render', 'documents/page.html', 800),
      ]),
      request('PUT https://storage.dossier.example/v1/objects/{id}', 320),
    ],
    [
      broken(0.014, 'internal_error', null, 'FontError: no glyph for U+1F58B in NotoSans'),
      broken(0.007, 'deadline_exceeded', null, 'SoftTimeLimitExceeded: after 30 s', 3),
    ],
  ),
  task('documents.tasks.apply_signature', latency(740, 0.35, 0.02, 2), [
    request('GET https://storage.dossier.example/v1/objects/{id}', 160),
    code('embed_signature', 340),
    request('PUT https://storage.dossier.example/v1/objects/{id}', 180),
    query('UPDATE documents_document SET state = %s WHERE id = %s', 14),
  ]),
  task(
    'documents.tasks.extract_text',
    latency(1_900, 0.7, 0.03, 2.2),
    [request('GET https://storage.dossier.example/v1/objects/{id}', 180), code('tesseract', 1_600)],
    [broken(0.009, 'data_loss', null, 'PdfReadError: EOF marker not found')],
  ),
  task('documents.tasks.virus_scan', latency(860, 0.4, 0.02, 2), [
    request('GET https://storage.dossier.example/v1/objects/{id}', 150),
    code('clamd.scan', 640),
  ]),
  task(
    'notifications.tasks.send_email',
    latency(430, 0.5, 0.06, 2.4),
    [
      query('SELECT id, email, locale FROM auth_user WHERE id = %s', 8),
      step('template.render', 'mail/notice.html', 30),
      request('POST https://mail.example/v3/send', 340),
    ],
    [broken(0.0072, 'unavailable', null, 'SMTPServerDisconnected: Connection unexpectedly closed', 2)],
  ),
  task('notifications.tasks.send_push', latency(160, 0.4), [request('POST https://push.example/send', 130)]),
  task(
    'webhooks.tasks.deliver',
    latency(280, 0.8, 0.04, 3),
    [request('POST https://hooks.customer.example/dossier', 250)],
    [broken(0.031, 'unavailable', null, 'DeliveryFailed: the receiver answered 502', 1.5)],
  ),
  task('search.tasks.index_document', latency(210, 0.4), [
    query('SELECT id, text FROM documents_text WHERE document_id = %s', 40),
    request('POST http://search.internal:9200/_bulk', 120),
  ]),
  task('contacts.tasks.deduplicate', latency(1_300, 0.6, 0.03, 2), [
    query('SELECT id, email FROM documents_contact WHERE team_id = %s', 160),
    queryPerItem('SELECT id FROM documents_contact WHERE lower(email) = %s', 900, 5.2),
  ]),
];

function server(
  name: string,
  takes: Latency,
  steps: readonly Step[],
  outcomes?: readonly Outcome[],
): Endpoint {
  const [method = 'GET'] = name.split(' ', 1);
  return { ...program(search, 'http.server', name, takes, steps, outcomes), method, okCode: 200 };
}

const OVERLOADED = broken(0.0016, 'unavailable', 503, 'IndexUnavailable: no shard answered');

/** Of a search, three in five are answered from the cache. */
const fromIndex: Endpoint = server(
  'GET /search',
  latency(318, 0.3, 0.02, 2),
  [
    redis('GET search', 1),
    step('db.query', 'opensearch.search documents', 260),
    code('rank', 30),
    step('cache.put', 'SET search', 1),
  ],
  [OVERLOADED],
);

export const searchEndpoints: readonly Endpoint[] = [
  {
    ...fromIndex,
    variants: [
      ...fromIndex.variants,
      variant({ share: 0.6, pace: 0.075, steps: [redis('GET search', 6), code('highlight', 8)] }),
    ],
  },
  server('GET /suggest', latency(17, 0.35, 0.01, 4), [
    redis('GET suggest', 2),
    step('db.query', 'opensearch.suggest names', 10),
  ]),
  server(
    'POST /index/bulk',
    latency(540, 0.5, 0.03, 2),
    [step('db.query', 'opensearch.bulk documents', 460)],
    [OVERLOADED],
  ),
];

function job(name: string, takes: Latency, steps: readonly Step[], outcomes?: readonly Outcome[]): Endpoint {
  return program(cron, 'function', name, takes, steps, outcomes);
}

export const cronEndpoints: readonly Endpoint[] = [
  job('sessions.cleanup_expired', latency(7_400, 0.2, 0.02, 1.5), [
    query('DELETE FROM auth_session WHERE expires_at < %s', 6_800),
  ]),
  job('documents.send_reminders', latency(4_200, 0.4, 0.02, 2), [
    query('SELECT id, user_id FROM documents_document WHERE due_at < %s', 500),
    queryPerItem('SELECT email FROM auth_user WHERE id = %s', 2_600, 24),
  ]),
  job(
    'billing.close_period',
    latency(11_000, 0.3),
    [
      query('SELECT team_id, SUM(amount) FROM billing_event GROUP BY team_id', 4_000),
      request('POST https://payments.example/v1/invoices', 5_000),
    ],
    [
      broken(
        0.02,
        'aborted',
        null,
        'LockNotAvailable: could not obtain lock on relation "billing_event"',
        0.3,
      ),
    ],
  ),
  job('storage.collect_garbage', latency(16_000, 0.5, 0.02, 1.6), [
    query('SELECT key FROM documents_object WHERE document_id IS NULL', 1_800),
    request('POST https://storage.dossier.example/v1/objects:delete', 12_000),
  ]),
];
