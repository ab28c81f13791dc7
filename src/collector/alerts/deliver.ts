import { createHmac } from 'node:crypto';
import { createTransport } from 'nodemailer';
import type { AlertMessage } from '../../alerts/message.ts';
import type { Channel } from '../../model/alert-channel.ts';
import { post } from './post.ts';
import { checkTarget } from './target.ts';
import type { TargetRules } from './target.ts';

/** What a try to deliver needs besides the message. */
export interface DeliverWith extends TargetRules {
  readonly now: () => number;
  /** Where a channel of kind `log` writes. */
  readonly print: (line: string) => void;
}

const PATIENCE = 5_000;

/** Slack's three characters of markup. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function slackBody({ title, text, level, kind }: AlertMessage): unknown {
  const colours = { warning: '#b7791f', critical: '#c53030' } as const;
  const color = kind === 'closed' || level === null ? '#2f855a' : colours[level];
  return { text: escapeSlack(title), attachments: [{ color, text: escapeSlack(text) }] };
}

/** An Adaptive Card, as workflows of Microsoft Teams take it. */
function teamsBody({ title, text }: AlertMessage): unknown {
  // Markdown would make links and emphasis of what is in a name.
  const plain = (words: string): string => words.replaceAll(/[\\`*_[\]()#<>]/g, String.raw`\$&`);
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            { type: 'TextBlock', weight: 'Bolder', size: 'Medium', wrap: true, text: plain(title) },
            { type: 'TextBlock', wrap: true, text: plain(text) },
          ],
        },
      },
    ],
  };
}

/**
 * The signature of a webhook: `t=<epoch seconds>,v1=<hex of HMAC-SHA256 of "<t>.<body>">`, so that a receiver can tell
 * who sent it and that it is not an old one once more.
 */
export function signatureOf(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`;
}

async function postJson(
  url: string,
  content: unknown,
  message: AlertMessage,
  secret: string,
  how: DeliverWith,
): Promise<string> {
  const body = JSON.stringify(content);
  const seconds = Math.floor(how.now() / 1_000);
  const { status, text } = await post(
    url,
    {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'longtail',
      'x-longtail-delivery': encodeURIComponent(message.key),
      ...(secret === '' ? {} : { 'x-longtail-signature': signatureOf(secret, seconds, body) }),
    },
    body,
    how,
  );
  if (status >= 200 && status < 300) return `${status}`;
  if (status >= 300 && status < 400)
    throw new Error(`${status}: the address redirects, which is not followed.`);
  throw new Error(`${status}: ${text.slice(0, 200)}`);
}

async function mail(
  channel: Extract<Channel, { readonly kind: 'email' }>,
  message: AlertMessage,
  how: DeliverWith,
): Promise<string> {
  const { host, port, secure, user, password, from, to } = channel;
  const ip = await checkTarget(`smtp://${host}:${port}`, host, how);
  const transport = createTransport({
    host: ip,
    port,
    secure,
    // A password never travels in the clear.
    requireTLS: password !== '',
    tls: { servername: host },
    auth: user === '' ? undefined : { user, pass: password },
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const sent = await transport.sendMail({
      from,
      to: [...to],
      subject: message.title,
      text: `${message.text}\n\nSince ${message.since}, found ${message.at}.\n`,
      // The same for every try, so that a mail server can drop a second one.
      messageId: `<${Buffer.from(message.key).toString('hex')}@longtail>`,
    });
    return sent.response;
  } finally {
    transport.close();
  }
}

/** Delivers a message. Resolves with what the other side answered; rejects where it did not take it. */
export async function deliver(channel: Channel, message: AlertMessage, how: DeliverWith): Promise<string> {
  switch (channel.kind) {
    case 'webhook':
      return postJson(channel.url, message, message, channel.secret, how);
    case 'slack':
      return postJson(channel.url, slackBody(message), message, '', how);
    case 'teams':
      return postJson(channel.url, teamsBody(message), message, '', how);
    case 'email':
      return mail(channel, message, how);
    case 'browser':
      // Pages that are open ask how alerts stand, and find it in the log of deliveries.
      return 'left for the pages that are open';
    case 'log':
      how.print(`${message.title}. ${message.text}`.replaceAll(/\p{Cc}/gu, ' '));
      return 'printed';
  }
}
