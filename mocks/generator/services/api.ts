import { broken, latency, refused } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { step } from '../plan.ts';
import { documentEndpoints } from './documents.ts';
import { peopleEndpoints } from './people.ts';
import { rendered, route } from './route.ts';
import { ask, code, enqueue, query, redis, view } from './steps.ts';

const LOST = 'OperationalError: server closed the connection unexpectedly';

const rest: readonly Endpoint[] = [
  route(
    'GET /api/search',
    latency(14, 0.3),
    rendered('SearchView.get', [ask('GET /search', 'GET http://search.internal:9200/search')]),
    [refused(0.003, 'invalid_argument', 400)],
  ),
  route(
    'GET /api/templates',
    latency(42, 0.3),
    rendered('TemplateViewSet.list', [query('SELECT * FROM documents_template WHERE team_id = %s', 24)]),
  ),
  route(
    'GET /api/templates/{id}',
    latency(55, 0.3),
    rendered('TemplateViewSet.retrieve', [
      query('SELECT * FROM documents_template WHERE id = %s', 14),
      query('SELECT * FROM documents_templatefield WHERE template_id = %s', 22),
    ]),
    [refused(0.004, 'not_found', 404)],
  ),
  route(
    'GET /api/invoices',
    latency(95, 0.35),
    rendered('InvoiceViewSet.list', [query('SELECT * FROM billing_invoice WHERE team_id = %s', 52)]),
    [refused(0.01, 'permission_denied', 403)],
  ),
  route(
    'GET /api/invoices/{id}/pdf',
    latency(780, 0.4, 0.03, 2.5),
    rendered('InvoicePdfView.get', [
      query('SELECT * FROM billing_invoice WHERE id = %s', 12),
      step('template.render', 'billing/invoice.html', 120),
      code('weasyprint.write_pdf', 520),
    ]),
    [broken(0.006, 'internal_error', 500, 'MemoryError: while laying out page 214')],
  ),
  route(
    'POST /api/webhooks/stripe',
    latency(68, 0.4),
    [
      view('StripeWebhook.post', 60, [
        code('verify_signature', 4),
        query('INSERT INTO billing_event (kind, payload) VALUES (%s, %s)', 18),
        enqueue('webhooks.tasks.deliver'),
      ]),
    ],
    [refused(0.01, 'invalid_argument', 400)],
    { hasUser: false },
  ),
  route(
    'POST /api/webhooks/storage',
    latency(31, 0.35),
    [
      view('StorageWebhook.post', 28, [
        query('UPDATE documents_document SET state = %s WHERE uuid = %s', 12),
      ]),
    ],
    [],
    { hasUser: false, okCode: 204 },
  ),
  route(
    'GET /api/internal/health',
    latency(2.6, 0.3, 0.005, 6),
    [view('health', 2, [query('SELECT 1', 0.8)])],
    [broken(0.0008, 'unavailable', 503, LOST, 8)],
    { hasUser: false },
  ),
  route(
    'GET /api/internal/metrics',
    latency(8.5, 0.25),
    [view('metrics', 8, [redis('MGET metrics', 2)])],
    [],
    { hasUser: false },
  ),
  route(
    'POST /api/internal/reindex',
    latency(340, 0.5),
    [
      view('reindex', 300, [
        query('SELECT id FROM documents_document WHERE updated_at > %s', 160),
        enqueue('search.tasks.index_document'),
      ]),
    ],
    [],
    { hasUser: false, okCode: 202 },
  ),
  route(
    'GET /api/audit/events',
    latency(160, 0.5, 0.05, 3),
    rendered('AuditEventViewSet.list', [
      query('SELECT * FROM audit_event WHERE team_id = %s ORDER BY created_at DESC LIMIT 100', 120),
    ]),
    [
      broken(
        0.004,
        'deadline_exceeded',
        504,
        'OperationalError: canceling statement due to statement timeout',
        6,
      ),
    ],
  ),
  route(
    'GET /api/sync',
    latency(240, 0.45, 0.02, 2.5),
    rendered('SyncView.get', [
      query('SELECT uuid, updated_at FROM documents_document WHERE updated_at > %s', 130),
      redis('GET sync:cursor', 2),
    ]),
    [refused(0.006, 'aborted', 409)],
  ),
];

export const apiEndpoints: readonly Endpoint[] = [...documentEndpoints, ...peopleEndpoints, ...rest];
