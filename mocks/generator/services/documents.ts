import { broken, handled, latency, refused } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { documentsList } from './documents-list.ts';
import { rendered, route } from './route.ts';
import { code, enqueue, query, queryPerItem, redis, request } from './steps.ts';

const NONE = "AttributeError: 'NoneType' object has no attribute 'id'";
const DOCUMENT =
  'SELECT documents_document.id, documents_document.uuid, documents_document.name, documents_document.state FROM documents_document WHERE documents_document.uuid = %s';
const ACCESS = 'SELECT 1 FROM documents_access WHERE document_id = %s AND user_id = %s LIMIT 1';

export const documentEndpoints: readonly Endpoint[] = [
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
