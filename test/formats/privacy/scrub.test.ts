// Decoded requests without secrets, as the collector keeps them.
import { describe, expect, it } from 'vitest';
import { decodeEnvelope } from '../../../src/formats/sentry/decode-envelope.ts';
import { decodeOtlpJson } from '../../../src/formats/otlp/decode-json.ts';
import { scrub } from '../../../src/formats/privacy/scrub.ts';
import type { Privacy } from '../../../src/formats/privacy/scrub.ts';
import type { Decoded } from '../../../src/model/decoded.ts';

const F = '[Filtered]';
const PRIVACY: Privacy = { contacts: false, salt: 'of a test' };
const STRICT: Privacy = { ...PRIVACY, contacts: true };
const RECEIVED = 1_700_000_000_000;
const TRACE = 'a'.repeat(32);

function envelope(event: object, type = 'transaction'): Uint8Array {
  return new TextEncoder().encode(['{}', JSON.stringify({ type }), JSON.stringify(event)].join('\n'));
}

function transaction(change: object, trace: object = {}): Decoded {
  const event = {
    event_id: 'e'.repeat(32),
    transaction: 'POST /auth/login',
    start_timestamp: 1_700_000_000,
    timestamp: 1_700_000_001,
    contexts: { trace: { trace_id: TRACE, span_id: 'b'.repeat(16), op: 'http.server', ...trace } },
    ...change,
  };
  return decodeEnvelope(envelope(event), RECEIVED, '1');
}

function countOf({ filtered }: Decoded, reason: string): number {
  return filtered.find((each) => each.reason === reason)?.count ?? 0;
}

/** Everything that would be written, as one text. */
function written(decoded: Decoded): string {
  return JSON.stringify(decoded, (_key, value: unknown) =>
    value instanceof Map ? [...value] : value instanceof Set ? value.size : value,
  );
}

describe('scrubbing', () => {
  const secrets = [
    'hunter2',
    'tok-1',
    'abc.DEF',
    'k-9',
    'c-5',
    '4111',
    's3cr3t',
    'p4ss',
    'j-7',
    'n-8',
    'i-3',
  ];
  const decoded = transaction(
    {
      tags: {
        token: 'tok-1',
        plan: 'pro',
        note: 'my password is hunter2',
        url: '/auth/token',
        author: 'Jane',
      },
      spans: [
        {
          span_id: 'c'.repeat(16),
          start_timestamp: 1_700_000_000,
          timestamp: 1_700_000_000.5,
          op: 'db.query',
          description: "INSERT INTO users (name, password) VALUES ('n-8', 's3cr3t')",
        },
        {
          span_id: 'd'.repeat(16),
          start_timestamp: 1_700_000_000,
          timestamp: 1_700_000_000.5,
          op: 'http.client',
          description: 'GET https://jane:p4ss@api.test/v1?api_key=k-9&page=2',
          data: {
            'url.full': 'https://jane:p4ss@api.test/v1?api_key=k-9&page=2',
            'http.route': '/auth/token',
          },
        },
      ],
    },
    {
      data: {
        'http.request.header.authorization': 'Bearer abc.DEF',
        'http.request.header.cookie': ['sid=c-5'],
        payload: { user: { password: 'hunter2', name: 'Jane' }, jwt: ['j-7'] },
        card: 4_111_111_111_111_111,
        authenticated: true,
        'url.query': 'sig=k-9&page=2',
        'db.query.text': "ALTER USER x IDENTIFIED BY 'i-3'",
        'session.id': 'c-5',
        'express.name': 'session',
      },
    },
  );
  const kept = scrub(decoded, PRIVACY);
  const [facts] = kept.transactions;
  const [root, query, call] = kept.spans;

  it('leaves none of them', () => {
    const before = written(decoded);
    const after = written(kept);
    for (const secret of secrets) {
      expect(before).toContain(secret);
      expect(after).not.toContain(secret);
    }
  });

  it('keeps what is none', () => {
    expect(facts?.transaction).toBe('POST /auth/login');
    expect(Object.fromEntries(facts?.tags ?? [])).toEqual({
      token: F,
      plan: 'pro',
      note: F,
      url: '/auth/token',
      author: 'Jane',
    });
    expect(query?.description).toBe(`INSERT INTO users (name, password) VALUES ('${F}', '${F}')`);
    expect(call?.description).toBe(`GET https://${F}@api.test/v1?api_key=${F}&page=2`);
    expect(call?.attributes.get('http.route')).toBe('/auth/token');
    expect(root?.attributes.get('payload')).toBe(`{"user":{"password":"${F}","name":"Jane"},"jwt":"${F}"}`);
    expect(root?.attributes.get('url.query')).toBe(`sig=${F}&page=2`);
    expect(root?.attributes.get('authenticated')).toBe(true);
    expect(root?.attributes.get('express.name')).toBe('session');
    // Groups are told from the query before, so that the same query stays one group.
    expect(query?.group).toBe(decoded.spans[1]?.group);
  });

  it('says in the span what was filtered and why', () => {
    expect(root?.attributes.get('longtail.filtered')).toEqual([
      'http.request.header.authorization: secret key',
      'http.request.header.cookie: secret key',
      'payload: secret key',
      'card: card number',
      'url.query: secret value',
      'db.query.text: secret value',
      'session.id: secret key',
    ]);
  });

  it('counts every place once, though a span and its transaction both hold it', () => {
    // Of the root: three headers and ids, two in the payload; of the tags: the token.
    expect(countOf(kept, 'secret key')).toBe(6);
    expect(countOf(kept, 'card number')).toBe(1);
    // Of the query two literals; in the call's description and its URL a key each; the note, the query's signature, the user's.
    expect(countOf(kept, 'secret value')).toBe(7);
    expect(countOf(kept, 'address credentials')).toBe(2);
  });

  it('made twice changes nothing', () => {
    expect(scrub(kept, PRIVACY)).toBe(kept);
    expect(scrub(scrub(decoded, STRICT), STRICT)).toEqual(scrub(decoded, STRICT));
  });

  it('knows its items again', () => {
    expect(facts !== undefined && kept.items.has(facts)).toBe(true);
    expect(kept.items.size).toBe(decoded.items.size);
  });

  it('hands on what holds no secret', () => {
    const innocent = transaction({ tags: { plan: 'pro' }, user: { id: 'u5', email: 'jane@example.test' } });
    expect(scrub(innocent, PRIVACY)).toBe(innocent);
  });
});

describe('users', () => {
  const userOf = (user: object, privacy: Privacy) => {
    const [facts] = scrub(transaction({ user }), privacy).transactions;
    return { user: facts?.user, shown: facts?.userDisplay };
  };

  it('are left as they are, where only secrets are filtered', () => {
    expect(userOf({ email: 'jane@example.test' }, PRIVACY)).toEqual({
      user: 'email:jane@example.test',
      shown: 'jane@example.test',
    });
  });

  it('stay different, and the same in every event, where addresses are filtered', () => {
    const jane = userOf({ email: 'jane@example.test' }, STRICT);
    const john = userOf({ email: 'john@example.test' }, STRICT);
    expect(jane.user).toMatch(/^email:\[Filtered\] [0-9a-f]{16}$/);
    expect(jane.shown).toBe(jane.user?.slice('email:'.length));
    expect(john.user).not.toBe(jane.user);
    expect(userOf({ email: 'jane@example.test' }, STRICT)).toEqual(jane);
    expect(userOf({ email: 'jane@example.test' }, { ...STRICT, salt: 'another' }).user).not.toBe(jane.user);
    expect(userOf({ ip_address: '203.0.113.9' }, STRICT).user).toMatch(/^ip:\[Filtered\] /);
  });

  it('are shown by their id where their e-mail address is filtered', () => {
    expect(userOf({ id: 'u5', email: 'jane@example.test' }, STRICT)).toEqual({ user: 'id:u5', shown: 'u5' });
    expect(userOf({ id: 'u5', username: 'jane' }, STRICT)).toEqual({ user: 'id:u5', shown: 'jane' });
  });

  it('whom spans name by attributes are the same ones', () => {
    const { spans } = scrub(transaction({}, { data: { 'user.email': 'jane@example.test' } }), STRICT);
    const { user } = userOf({ email: 'jane@example.test' }, STRICT);
    expect(`email:${String(spans[0]?.attributes.get('user.email'))}`).toBe(user);
  });
});

describe('errors and OpenTelemetry', () => {
  it('are scrubbed as well', () => {
    const event = { exception: { values: [{ type: 'Error', value: 'no login with password=hunter2' }] } };
    const { errors, items } = scrub(decodeEnvelope(envelope(event, 'event'), RECEIVED, '1'), PRIVACY);
    expect(errors[0]?.message).toBe(`no login with password=${F}`);
    expect(errors[0] !== undefined && items.has(errors[0])).toBe(true);

    const attributes = [{ key: 'app.token', value: { stringValue: 'tok-1' } }];
    const span = {
      traceId: TRACE,
      spanId: 'b'.repeat(16),
      name: 'GET /',
      kind: 2,
      startTimeUnixNano: '1700000000000000000',
      endTimeUnixNano: '1700000001000000000',
      attributes,
    };
    const body = new TextEncoder().encode(
      JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ spans: [span] }] }] }),
    );
    const kept = scrub(decodeOtlpJson(body, RECEIVED), PRIVACY);
    expect(written(kept)).not.toContain('tok-1');
    expect(kept.filtered).toEqual([{ reason: 'secret key', count: 1 }]);
  });
});

describe('a secret in the wrong place', () => {
  const given = (name: string) => `token=t-${name}`;

  it('is found in names, in attributes called like ours and in what clients report', () => {
    const sent = transaction(
      {
        release: given('release'),
        environment: given('environment'),
        spans: [
          {
            span_id: 'c'.repeat(16),
            start_timestamp: 1_700_000_000,
            timestamp: 1_700_000_001,
            op: given('op'),
            data: { 'longtail.token': 't-own', 'longtail.filtered': [given('note')] },
          },
        ],
      },
      { op: given('root') },
    );
    const page = { op: 'ui.interaction.click', data: { transaction: `/x?${given('page')}` } };
    const times = {
      trace_id: TRACE,
      span_id: 'd'.repeat(16),
      start_timestamp: 1_700_000_000,
      timestamp: 1_700_000_001,
    };
    const vital = decodeEnvelope(envelope({ ...page, ...times }, 'span'), RECEIVED, '1');
    const error = { exception: { values: [{ type: given('type'), value: 'x' }] } };
    const thrown = decodeEnvelope(envelope({ ...error, event_id: 'f'.repeat(32) }, 'event'), RECEIVED, '1');
    const discarded = [{ reason: given('reason'), category: 'span', quantity: 1 }];
    const report = decodeEnvelope(envelope({ discarded_events: discarded }, 'client_report'), RECEIVED, '1');
    for (const decoded of [sent, vital, thrown, report]) {
      const kept = scrub(decoded, PRIVACY);
      expect(written(kept)).not.toMatch(/t-\w/);
      expect(written(kept)).toContain(F);
      expect(scrub(kept, PRIVACY)).toEqual(kept);
    }
    expect(scrub(report, PRIVACY).droppedByClient).toEqual([{ reason: `token=${F} (span)`, count: 1 }]);
  });
});

describe('hostile attributes', () => {
  it('nest as deep as their text allows', () => {
    const nested = '['.repeat(4_000) + '{"token":"t"}' + ']'.repeat(4_000);
    const kept = scrub(transaction({}, { data: { deep: nested } }), PRIVACY);
    expect(written(kept)).not.toContain('"t\\"');
  });

  it('may be called like members of objects', () => {
    const kept = scrub(
      transaction({}, { data: { x: '{"__proto__":{"token":"tok-1"},"constructor":1}' } }),
      PRIVACY,
    );
    expect(kept.spans[0]?.attributes.get('x')).toBe(`{"__proto__":{"token":"${F}"},"constructor":1}`);
  });
});
