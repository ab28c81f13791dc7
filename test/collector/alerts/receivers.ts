import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterwards } from '../running.ts';

/** One request that a webhook got. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface Webhook {
  readonly origin: string;
  readonly received: Received[];
  /** What it answers from now on; the body is small unless it is said. */
  answer: { status: number; headers?: Record<string, string>; body?: string };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  afterwards(async () => {
    await new Promise((resolve) => {
      server.close(resolve);
    });
  });
  return (server.address() as AddressInfo).port;
}

/** A webhook on this machine that notes what it gets. */
export async function startWebhook(): Promise<Webhook> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const body = Buffer.concat(pieces).toString('utf8');
      received.push({ headers: request.headers, body, json: JSON.parse(body) as Received['json'] });
      response.writeHead(webhook.answer.status, { connection: 'close', ...webhook.answer.headers });
      response.end(webhook.answer.body ?? 'noted');
    });
  });
  const webhook: Webhook = { origin: '', received, answer: { status: 200 } };
  return Object.assign(webhook, { origin: `http://127.0.0.1:${await listen(server)}` });
}

/** A mail server on this machine (RFC 5321, what a sender needs of it) that notes what it gets. */
export async function startMailServer(): Promise<{ readonly port: number; readonly mails: string[] }> {
  const mails: string[] = [];
  const server = createTcpServer((socket) => {
    let text = '';
    let isData = false;
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.write('220 mail.test ESMTP\r\n');
    const answer = (line: string): void => {
      if (/^DATA/i.test(line)) isData = true;
      if (/^EHLO/i.test(line)) socket.write('250-mail.test\r\n250 8BITMIME\r\n');
      else if (/^DATA/i.test(line)) socket.write('354 go on\r\n');
      else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
      else socket.write('250 ok\r\n');
    };
    socket.on('data', (piece: string) => {
      text += piece;
      for (;;) {
        const end = isData ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
        if (end < 0) return;
        const part = text.slice(0, end);
        text = text.slice(end + (isData ? 5 : 2));
        if (isData) {
          isData = false;
          mails.push(part);
          socket.write('250 queued as 1\r\n');
        } else answer(part);
      }
    });
  });
  return { port: await listen(server), mails };
}
