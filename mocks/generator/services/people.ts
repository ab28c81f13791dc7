import { broken, latency, refused } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { step } from '../plan.ts';
import { rendered, route } from './route.ts';
import { code, enqueue, query, queryPerItem, redis, view } from './steps.ts';

const LOST = 'OperationalError: server closed the connection unexpectedly';

export const peopleEndpoints: readonly Endpoint[] = [
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
