import { handled, latency, broken, variant } from '../endpoint.ts';
import type { Endpoint } from '../endpoint.ts';
import { step } from '../plan.ts';
import type { Step } from '../plan.ts';
import { api } from './programs.ts';
import { code, middleware, query, queryPerItem, redis, request, view } from './steps.ts';

// The list of documents, which the article's story is about. Weights are the milliseconds of the event of 2.17 s, so
// that a plan which does not vary gives exactly it; quarters, because those add up without rounding.

const SQL = {
  user: 'SELECT auth_user.id, auth_user.email, auth_user.team_id FROM auth_user WHERE auth_user.id = %s LIMIT 1',
  list: 'SELECT documents_document.uuid, documents_document.name, documents_document.updated_at FROM documents_document INNER JOIN documents_access ON documents_document.id = documents_access.document_id WHERE documents_access.user_id = %s ORDER BY documents_document.updated_at DESC',
  count:
    'SELECT COUNT(*) FROM documents_document INNER JOIN documents_access ON documents_document.id = documents_access.document_id WHERE documents_access.user_id = %s',
  documents:
    'SELECT documents_document.id, documents_document.uuid, documents_document.name FROM documents_document WHERE documents_document.user_id = %s',
  contacts:
    'SELECT documents_contact.id, documents_contact.name, documents_contact.email, documents_contact.role FROM documents_contact INNER JOIN documents_document_contacts ON documents_contact.id = documents_document_contacts.contact_id WHERE documents_document_contacts.document_id = %s ORDER BY documents_document_contacts.position ASC',
  prefetch:
    'SELECT documents_document_contacts.document_id, documents_contact.id, documents_contact.name, documents_contact.email FROM documents_contact INNER JOIN documents_document_contacts ON documents_contact.id = documents_document_contacts.contact_id WHERE documents_document_contacts.document_id IN (%s)',
  unindexed:
    'SELECT documents_document.id, documents_document.uuid, documents_document.name FROM documents_document WHERE documents_document.metadata ->> %s = %s ORDER BY documents_document.updated_at DESC',
};

function sessionOfList(): Step {
  const within = [redis('GET session', 1.5, { gap: 6 }), query(SQL.user, 11.75, { gap: 8.5 })];
  return step('middleware.django', 'SessionMiddleware', 35, { gap: 3, tail: 7.25, within });
}

function queryset(selects: string): Step {
  return code(
    'Build documents queryset',
    524,
    [
      query(selects, 334, { gap: 6, spread: 0.2 }),
      redis('MGET acl', 2.5, { gap: 4 }),
      query(SQL.count, 84.5, { gap: 54.5, spread: 0.2 }),
    ],
    { gap: 6, tail: 38.5, spread: 0.15 },
  );
}

function list(serializer: readonly Step[], selects = SQL.list): readonly Step[] {
  const storage = request('POST https://storage.dossier.example/v1/sign-urls', 54, { gap: 0, spread: 0.2 });
  return [
    sessionOfList(),
    view(
      'DocumentViewSet.list',
      2101,
      [
        request('POST https://authz.dossier.example/v1/check', 66, { gap: 5, spread: 0.25 }),
        queryset(selects),
        ...serializer,
        code('sign_urls', 108, [storage], { gap: 5, tail: 54 }),
        code('JSONRenderer.render', 31, [], { gap: 1 }),
      ],
      { gap: 3, tail: 12, spread: 0 },
    ),
    { ...middleware('GZipMiddleware', 24.5), gap: 1 },
  ];
}

/** Contacts are fetched for one document after the other. */
const serializeOneByOne = code(
  'DocumentSerializer.data',
  1101,
  [
    query(SQL.documents, 100, { gap: 3, spread: 0.2 }),
    queryPerItem(SQL.contacts, 970, 6.85, { gap: 4, spread: 0.06 }),
    code('signature_badge', 2.25, [], { gap: 4 }),
  ],
  { gap: 242, tail: 17.75, spread: 0.05 },
);

function serializeAtOnce(contacts: readonly Step[]): Step {
  return code(
    'DocumentSerializer.data',
    300,
    [query(SQL.documents, 100, { gap: 3, spread: 0.2 }), ...contacts],
    {
      gap: 120,
      tail: 120,
      spread: 0.2,
    },
  );
}

/** Places of the list's variants; which one a row takes follows from its release. */
export const LIST_VARIANTS = { usual: 0, slow: 1, fixed: 2, bad: 3 } as const;

export const documentsList: Endpoint = {
  key: '/api/documents',
  transaction: '/api/documents',
  op: 'http.server',
  service: api,
  method: 'GET',
  okCode: 200,
  // By release: see `latency.ts`.
  latency: latency(1_080, 0.24, 0.002, 2),
  variants: [
    variant({ share: 1, steps: list([serializeAtOnce([])]), tail: 2.5 }),
    variant({ share: 0, steps: list([serializeOneByOne]), tail: 2.5 }),
    variant({ share: 0, steps: list([serializeAtOnce([query(SQL.prefetch, 48, { gap: 6 })])]), tail: 2.5 }),
    variant({ share: 0, steps: list([serializeAtOnce([])], SQL.unindexed), tail: 2.5 }),
  ],
  outcomes: [
    handled(0.02, 'StorageTimeout', 'sign_urls: storage did not answer within 50 ms, tried again'),
    broken(
      0.0028,
      'deadline_exceeded',
      504,
      'OperationalError: canceling statement due to statement timeout',
    ),
    broken(0.0014, 'internal_error', 500, "TypeError: 'NoneType' object is not subscriptable"),
  ],
  hasUser: true,
};
