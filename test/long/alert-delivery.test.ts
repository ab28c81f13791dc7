// An alert made in a browser that is then closed: real traffic to the built collector, a real webhook and mail server.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startMailServer, startWebhook } from '../collector/alerts/receivers.ts';
import { emptyDirectory } from '../collector/running.ts';
import { transactionEnvelope } from '../collector/traffic.ts';
import { launchBrowser, openPage, startProduct } from '../browser/product.ts';

/** An evaluation comes every minute, and one message a minute goes to a channel. */
const PATIENT = { timeout: 240_000, interval: 500 };

it('fires and ends with no tab open, and tells a webhook and a mail server', async () => {
  const [webhook, mail, directory, browser] = [
    await startWebhook(),
    await startMailServer(),
    emptyDirectory(),
    await launchBrowser(),
  ];
  mkdirSync(directory, { recursive: true });
  const alertTargets = [webhook.origin, `smtp://127.0.0.1:${mail.port}`];
  writeFileSync(join(directory, 'config.json'), JSON.stringify({ alertTargets }));
  const product = await startProduct(['--data', directory]);
  onTestFinished(async () => {
    await browser.close();
    await product.stop();
  });
  const { username } = new URL(product.dsn);
  let sent = 0;
  /** So many requests that ended within the last ten minutes. */
  const traffic = async (count: number, durationMs: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      sent += 1;
      const endMs = Date.now() - Math.round((index / count) * 600_000) - 1_000;
      const body = transactionEnvelope(sent, { name: '/api/documents', durationMs, endMs, spans: 0 });
      const url = `${product.url}api/1/envelope/?sentry_key=${username}`;
      expect((await fetch(url, { method: 'POST', body })).status).toBe(200);
    }
  };
  await traffic(20, 2_000);

  const address = 'alert-edit?measure=p95&environment=production&search=transaction:/api/documents';
  const { page, context, offences } = await openPage(browser, `${product.url}${address}`);
  await page.getByRole('textbox', { name: 'Critical threshold' }).fill('5000');
  await page.getByRole('textbox', { name: 'Warning threshold' }).fill('3500');
  await page.getByText('Evaluated by the collector every 60 s').waitFor();
  await page.getByRole('button', { name: 'New channel' }).click();
  const form = page.getByRole('form', { name: 'Channel' });
  await form.getByRole('textbox', { name: 'Name' }).fill('hook');
  await form.getByRole('textbox', { name: 'Address' }).fill(webhook.origin);
  await form.getByLabel('Secret for the signature').fill('a-long-secret');
  await form.getByRole('button', { name: 'Save channel' }).click();
  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByText('200', { exact: true }).waitFor();
  expect(webhook.received[0]?.json).toMatchObject({ kind: 'test' });
  await page.getByRole('button', { name: 'New channel' }).click();
  await form.getByRole('combobox', { name: 'Kind' }).selectOption('email');
  await form.getByRole('textbox', { name: 'Name' }).fill('mail');
  await form.getByRole('textbox', { name: 'SMTP server' }).fill('127.0.0.1');
  await form.getByRole('textbox', { name: 'Port' }).fill(String(mail.port));
  await form.getByRole('textbox', { name: 'From' }).fill('longtail@example.org');
  await form.getByRole('textbox', { name: 'To' }).fill('team@example.org');
  await form.getByRole('button', { name: 'Save channel' }).click();
  await page.getByRole('button', { name: 'Do not tell mail' }).waitFor();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Documents are slow');
  await page.getByRole('button', { name: 'Save alert' }).click();
  await page.getByRole('heading', { name: 'Versions' }).waitFor();
  expect(offences).toEqual([]);
  await context.close();

  await traffic(20, 6_000);
  const titles = (): unknown[] => webhook.received.slice(1).map(({ json }) => json['title']);
  await vi.waitFor(() => expect(titles()).toContain('Critical: Documents are slow'), PATIENT);
  await traffic(800, 1_000);
  await vi.waitFor(() => expect(titles().at(-1)).toBe('Resolved: Documents are slow'), PATIENT);
  await vi.waitFor(() => expect(mail.mails.at(-1)).toContain('Subject: Resolved'), PATIENT);
  expect(webhook.received.every(({ headers }) => 'x-longtail-signature' in headers)).toBe(true);

  // Who comes back finds what happened meanwhile, and the secret nowhere.
  const later = await openPage(browser, `${product.url}alert?rule=documents-are-slow`);
  await later.page.getByRole('region', { name: 'Incident 1' }).waitFor();
  await later.page
    .getByText(/hook: delivered \(200\)/)
    .first()
    .waitFor();
  expect(await later.page.content()).not.toContain('a-long-secret');
  expect(later.offences).toEqual([]);
}, 600_000);
