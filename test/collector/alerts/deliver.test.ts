import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NEW_RULE } from '../../../src/model/alert-rule.ts';
import type { AlertRule } from '../../../src/model/alert-rule.ts';
import type { Change } from '../../../src/model/alert-state.ts';
import { channelsSchema } from '../../../src/alerts/channel-schema.ts';
import { withSecrets, withoutSecrets } from '../../../src/collector/alerts/channel.ts';
import type { Channel } from '../../../src/model/alert-channel.ts';
import { deliver } from '../../../src/collector/alerts/deliver.ts';
import type { DeliverWith } from '../../../src/collector/alerts/deliver.ts';
import { testMessage, toMessage } from '../../../src/alerts/message.ts';
import { isPublicAddress } from '../../../src/collector/alerts/public-address.ts';
import { TargetRefused } from '../../../src/collector/alerts/target.ts';
import { startMailServer, startWebhook } from './receivers.ts';

const NOW = Date.UTC(2026, 10, 2, 9, 40);

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'documents',
  name: 'p95 of /api/documents',
  thresholds: { critical: 5_000, warning: 3_500, resolve: null },
};

const CHANGE: Change = {
  kind: 'opened',
  incident: 4,
  change: 1,
  at: NOW,
  since: NOW - 3_600_000,
  level: 'critical',
  from: null,
  value: 5_830,
  rows: 46,
  because: 'value',
};

function how(words: Partial<DeliverWith> = {}): DeliverWith {
  return { allowed: [], now: () => NOW, print: () => undefined, ...words };
}

function webhookTo(origin: string, secret = ''): Channel {
  return { kind: 'webhook', name: 'hook', url: `${origin}/path?x=1`, secret };
}

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fd00::1',
    'fe80::1',
    'localhost',
    '',
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('where messages may go', () => {
  it.each([
    'http://127.0.0.1:1',
    'https://127.0.0.1:1',
    'https://2130706433',
    'https://0x7f.1',
    'https://[::1]',
    'https://[::ffff:169.254.169.254]',
    'https://localhost',
    'http://example.com',
    'https://user:password@example.com',
  ])('not to %s', async (origin) => {
    const message = testMessage('hook', NOW);
    await expect(
      deliver({ ...webhookTo(origin), kind: 'webhook' } as Channel, message, how()),
    ).rejects.toThrow(TargetRefused);
  });

  it('not to a name of which one address is private', async () => {
    const resolve = () => Promise.resolve([{ address: '1.1.1.1' }, { address: '10.0.0.1' }]);
    await expect(
      deliver(webhookTo('https://two.example'), testMessage('hook', NOW), how({ resolve })),
    ).rejects.toThrow(/10\.0\.0\.1.*no address of the public Internet/);
  });

  it('a name is resolved once, and what was checked is connected to, whatever it is a moment later', async () => {
    const webhook = await startWebhook();
    const { port } = new URL(webhook.origin);
    let asked = 0;
    const resolve = () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '10.0.0.1' }]);
    };
    const origin = `http://hook.example:${port}`;
    await deliver(webhookTo(origin), testMessage('hook', NOW), how({ allowed: [origin], resolve }));
    expect(asked).toBe(1);
    expect(webhook.received[0]?.headers.host).toBe(`hook.example:${port}`);
  });

  it('no redirect is followed, also not from a place that is allowed', async () => {
    const [webhook, secret] = [await startWebhook(), await startWebhook()];
    webhook.answer = { status: 307, headers: { location: `${secret.origin}/` } };
    await expect(
      deliver(webhookTo(webhook.origin), testMessage('hook', NOW), how({ allowed: [webhook.origin] })),
    ).rejects.toThrow(/redirects, which is not followed/);
    expect(webhook.received).toHaveLength(1);
    expect(secret.received).toEqual([]);
  });

  it('no mail server on this machine unless it is allowed', async () => {
    const { port, mails } = await startMailServer();
    await expect(deliver(emailTo(port), testMessage('mail', NOW), how())).rejects.toThrow(TargetRefused);
    expect(mails).toEqual([]);
  });
});

function emailTo(port: number): Channel {
  return {
    kind: 'email',
    name: 'mail',
    host: '127.0.0.1',
    port,
    secure: false,
    user: '',
    password: '',
    from: 'longtail@example.org',
    to: ['a@example.org', 'b@example.org'],
  };
}

describe('a webhook', () => {
  it('gets JSON with a signature over the time and the body', async () => {
    const webhook = await startWebhook();
    const message = toMessage({ ...RULE, owner: 'the documents team' }, CHANGE);
    const answered = await deliver(
      webhookTo(webhook.origin, 'secret'),
      message,
      how({ allowed: [webhook.origin] }),
    );
    expect(answered).toBe('200');
    const [got] = webhook.received;
    expect(got?.json).toMatchObject({
      key: 'documents:4:1',
      level: 'critical',
      value: 5_830,
      unit: 'ms',
      threshold: 5_000,
      title: 'Critical: p95 of /api/documents',
      rule: { owner: 'the documents team' },
      text: 'p95 is 5.83 s (above 5 s), of 46 events in the last 60 minutes. Owner: the documents team.',
    });
    const seconds = Math.floor(NOW / 1_000);
    const expected = createHmac('sha256', 'secret')
      .update(`${seconds}.${got?.body ?? ''}`)
      .digest('hex');
    expect(got?.headers['x-longtail-signature']).toBe(`t=${seconds},v1=${expected}`);
    expect(got?.headers['x-longtail-delivery']).toBe('documents%3A4%3A1');
  });

  it('that fails is a failure with its words, and of a huge answer only the beginning is read', async () => {
    const webhook = await startWebhook();
    const to = how({ allowed: [webhook.origin] });
    webhook.answer = { status: 500, body: 'out of order' };
    await expect(deliver(webhookTo(webhook.origin), testMessage('hook', NOW), to)).rejects.toThrow(
      '500: out of order',
    );
    webhook.answer = { status: 200, body: 'x'.repeat(10 << 20) };
    expect(await deliver(webhookTo(webhook.origin), testMessage('hook', NOW), to)).toBe('200');
  });
});

describe('other channels', () => {
  it('are sent what they take', async () => {
    const webhook = await startWebhook();
    const to = how({ allowed: [webhook.origin] });
    const message = { ...toMessage(RULE, CHANGE), title: '<!channel> *x*' };
    await deliver({ kind: 'slack', name: 's', url: webhook.origin }, message, to);
    await deliver({ kind: 'teams', name: 't', url: webhook.origin }, message, to);
    const [slack, teams] = webhook.received;
    expect(slack?.json).toMatchObject({ text: '&lt;!channel&gt; *x*' });
    expect(teams?.json).toMatchObject({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
    });
    expect(teams?.body).toContain(String.raw`\\*x\\*`);
  });

  it('of e-mail get a mail to everyone', async () => {
    const { port, mails } = await startMailServer();
    await deliver(emailTo(port), toMessage(RULE, CHANGE), how({ allowed: [`smtp://127.0.0.1:${port}`] }));
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatch(/^To: a@example\.org, b@example\.org\r$/m);
    expect(mails[0]).toMatch(/^Subject: Critical: p95 of \/api\/documents\r$/m);
    expect(mails[0]).toContain('p95 is 5.83 s');
  });

  it('of the log print one line', async () => {
    const lines: string[] = [];
    await deliver(
      { kind: 'log', name: 'l' },
      { ...toMessage(RULE, CHANGE), title: 'a\nb\u001b[31m' },
      how({ print: (line) => lines.push(line) }),
    );
    expect(lines).toEqual(['a b [31m. p95 is 5.83 s (above 5 s), of 46 events in the last 60 minutes.']);
  });
});

describe('secrets', () => {
  const known: Channel[] = [
    { kind: 'webhook', name: 'w', url: 'https://a.example/', secret: 'a-long-secret' },
    { kind: 'slack', name: 's', url: 'https://hooks.slack.com/services/T0/B0/abcdefgh' },
    { ...(emailTo(25) as Extract<Channel, { kind: 'email' }>), name: 'e', user: 'u', password: 'short' },
  ];

  it('are not given away, but for the last characters of long ones', () => {
    const text = JSON.stringify(known.map(withoutSecrets));
    expect(text).not.toContain('a-long');
    expect(text).not.toContain('hooks.slack.com');
    expect(text).not.toContain('short');
    expect(text).toContain('••••cret');
  });

  it('stay when they come back hidden, and only for where they were meant', () => {
    for (const channel of known) expect(withSecrets(withoutSecrets(channel), channel)).toEqual(channel);
    const [webhook] = known.map(withoutSecrets);
    if (webhook?.kind !== 'webhook') throw new Error('no webhook');
    expect(withSecrets({ ...webhook, url: 'https://evil.example/' }, known[0])).toBeNull();
    expect(withSecrets(webhook, undefined)).toBeNull();
    expect(withSecrets({ ...webhook, secret: 'new' }, known[0])).toMatchObject({ secret: 'new' });
  });

  it('belong to channels with names of their own', () => {
    expect(channelsSchema.safeParse([known[0], known[0]]).success).toBe(false);
    expect(channelsSchema.safeParse(known).success).toBe(true);
    expect(channelsSchema.safeParse([{ kind: 'slack', name: 'x', url: 'file:///etc/passwd' }]).success).toBe(
      false,
    );
  });
});
