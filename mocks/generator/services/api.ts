import { broken, handled, latency, refused, variant } from '../endpoint.ts';
import type { Endpoint, Latency, Outcome, VariantText } from '../endpoint.ts';
import { step } from '../plan.ts';
import type { Step } from '../plan.ts';
import { documentsList } from './documents-list.ts';
import { api } from './programs.ts';
import { ask, code, enqueue, query, queryPerItem, redis, request, session, view } from './steps.ts';

const LOST = 'OperationalError: server closed the connection unexpectedly';
const NONE = "AttributeError: 'NoneType' object has no attribute 'id'";

interface RouteExtras {
  readonly hasUser?: boolean;
  readonly okCode?: number;
  readonly variants?: readonly VariantText[];
}

/** A route of the API that renders one view for whoever is signed in. */
function route(
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

function rendered(name: string, within: readonly Step[]): readonly Step[] {
  return [
    session(),
    view(name, 80, [...within, code('JSONRenderer.render', 4, [], { gap: 2 })], { tail: 4 }),
  ];
}

const DOCUMENT =
  'SELECT documents_document.id, documents_document.uuid, documents_document.name, documents_document.state FROM documents_document WHERE documents_document.uuid = %s';
const ACCESS = 'SELECT 1 FROM documents_access WHERE document_id = %s AND user_id = %s LIMIT 1';

const documents: readonly Endpoint[] = [
  documentsList,
  route(
    'GET /api/documents/{id}',
    latency(88, 0.27, 0.05, 3),
    rendered('DocumentViewSet.retrieve', [
      query(DOCUMENT, 24),
      query(ACCESS, 8),
      query('SELECT * FROM documents_field WHERE document_id = %s', 18),
    ]),
    [refused(0.0016, 'not_found', 404), broken(0.0004, 'internal_error', 500, NONE)],
    {
      variants: [
        { share: 0.25, pace: 0.3, steps: rendered('DocumentViewSet.retrieve', [redis('GET document', 4)]) },
      ],
    },
  ),
  route(
    'POST /api/documents/{id}/sign',
    latency(350, 0.28, 0.08, 1.8),
    rendered('SignatureView.post', [
      query(DOCUMENT, 14),
      request('POST https://kms.dossier.example/v1/sign', 180, { gap: 10 }),
      query('INSERT INTO documents_signature (document_id, user_id, digest) VALUES (%s, %s, %s)', 40),
      enqueue('documents.tasks.apply_signature', 3),
      enqueue('notifications.tasks.send_email', 3),
    ]),
    [
      refused(0.006, 'failed_precondition', 400, 0.2),
      broken(0.004, 'unavailable', 503, 'KeyServiceUnavailable: kms answered 503 twice', 1.6),
      handled(0.01, 'KeyServiceTimeout', 'kms did not answer within 300 ms, tried again'),
    ],
  ),
  route(
    'GET /api/documents/{id}/download',
    latency(210, 0.5, 0.03, 3),
    rendered('DownloadView.get', [
      query(DOCUMENT, 10),
      request('GET https://storage.dossier.example/v1/objects/{id}', 120),
    ]),
    [
      refused(0.009, 'permission_denied', 403),
      broken(0.002, 'unavailable', 503, 'StorageError: object store is busy'),
    ],
  ),
  route(
    'POST /api/documents/upload',
    latency(620, 0.55, 0.03, 3),
    rendered('UploadView.post', [
      code('parse_multipart', 60),
      request('PUT https://storage.dossier.example/v1/objects/{id}', 320),
      query('INSERT INTO documents_document (uuid, name, user_id) VALUES (%s, %s, %s)', 24),
      enqueue('documents.tasks.virus_scan'),
      enqueue('documents.tasks.extract_text'),
    ]),
    [
      refused(0.012, 'invalid_argument', 413, 0.3),
      broken(0.004, 'unavailable', 503, 'StorageError: object store is busy', 1.8),
    ],
    { okCode: 201 },
  ),
  route(
    'GET /api/documents/{id}/versions',
    latency(64, 0.3),
    rendered('VersionViewSet.list', [query('SELECT * FROM documents_version WHERE document_id = %s', 30)]),
    [refused(0.002, 'not_found', 404)],
  ),
  route(
    'GET /api/documents/{id}/comments',
    latency(72, 0.35, 0.02, 3),
    rendered('CommentViewSet.list', [
      query('SELECT * FROM documents_comment WHERE document_id = %s ORDER BY created_at', 16),
      queryPerItem('SELECT id, email, avatar FROM auth_user WHERE id = %s', 36, 2.4),
    ]),
  ),
  route(
    'POST /api/documents/{id}/share',
    latency(140, 0.3),
    rendered('ShareView.post', [
      query(DOCUMENT, 10),
      query('INSERT INTO documents_access (document_id, user_id) VALUES (%s, %s)', 22),
      enqueue('notifications.tasks.send_email'),
    ]),
    [refused(0.015, 'permission_denied', 403), refused(0.004, 'already_exists', 409)],
    { okCode: 201 },
  ),
];

const people: readonly Endpoint[] = [
  route(
    'GET /api/contacts',
    latency(36, 0.25, 0.03, 4),
    rendered('ContactViewSet.list', [
      query('SELECT * FROM documents_contact WHERE team_id = %s LIMIT 50', 22),
    ]),
    [broken(0.0011, 'internal_error', 500, LOST)],
  ),
  route(
    'PATCH /api/contacts/{id}',
    latency(48, 0.3),
    rendered('ContactViewSet.update', [
      query('UPDATE documents_contact SET name = %s, email = %s WHERE id = %s', 20),
    ]),
    [refused(0.02, 'invalid_argument', 400)],
  ),
  route(
    'POST /api/contacts/import',
    latency(900, 0.6, 0.04, 2.5),
    rendered('ImportView.post', [
      code('parse_csv', 240),
      query('INSERT INTO documents_contact (name, email, team_id) VALUES (%s, %s, %s)', 300),
      enqueue('contacts.tasks.deduplicate'),
    ]),
    [refused(0.05, 'invalid_argument', 400, 0.4)],
    { okCode: 202 },
  ),
  route(
    'GET /api/me',
    latency(11.6, 0.2, 0.02, 3),
    rendered('MeView.get', [query('SELECT * FROM billing_plan WHERE team_id = %s', 3)]),
    [refused(0.0004, 'unauthenticated', 401)],
  ),
  route(
    'POST /api/auth/token',
    latency(186, 0.08, 0.03, 1.4),
    [
      view('TokenView.post', 180, [
        query('SELECT id, password FROM auth_user WHERE email = %s', 8),
        code('check_password', 160),
        step('cache.put', 'SET session', 1),
      ]),
    ],
    [refused(0.046, 'unauthenticated', 401, 1), refused(0.003, 'resource_exhausted', 429, 0.03)],
  ),
  route(
    'POST /api/auth/refresh',
    latency(24, 0.25),
    [view('RefreshView.post', 20, [redis('GET refresh'), step('cache.put', 'SET session', 1)])],
    [refused(0.012, 'unauthenticated', 401)],
  ),
  route(
    'GET /api/teams/{id}/members',
    latency(120, 0.4, 0.02, 3),
    rendered('MemberViewSet.list', [
      query('SELECT id, user_id, role FROM teams_membership WHERE team_id = %s', 14),
      queryPerItem('SELECT id, email, last_login FROM auth_user WHERE id = %s', 70, 3.1),
    ]),
  ),
  route(
    'GET /api/notifications',
    latency(19, 0.3, 0.02, 4),
    rendered('NotificationViewSet.list', [redis('ZREVRANGE notifications', 6)]),
  ),
];

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

export const apiEndpoints: readonly Endpoint[] = [...documents, ...people, ...rest];
