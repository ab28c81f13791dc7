import * as z from 'zod';
import { channelsSchema } from '../../alerts/channel-schema.ts';
import { RuleFileError, parseRules } from '../../alerts/rule-file.ts';
import { rulesTag } from '../../formats/settings-tag.ts';
import { CHANNEL_KINDS } from '../../model/alert-channel.ts';
import { answerJson } from '../http/answer.ts';
import type { Exchange } from '../http/answer.ts';
import { readJson, readText } from '../http/json-body.ts';
import { Refusal } from '../http/refusal.ts';
import type { Route } from '../http/routes.ts';
import type { Alerts } from './alerts.ts';
import { withSecrets, withoutSecrets } from './channel.ts';
import type { KeptAlerts } from './kept-alerts.ts';
import { TargetRefused } from './target.ts';

const MOST_BYTES = 4 << 20;

/** How everything about alerts stands: rules, channels without secrets, states, incidents, what was delivered. */
function answerAll({ response }: Pick<Exchange, 'response'>, kept: KeptAlerts): void {
  const { records, outbox } = kept.standing;
  const standing = {
    runs: 'source',
    kinds: CHANNEL_KINDS,
    delay: kept.config.alertDelay,
    rules: kept.rules,
    channels: kept.channels.map(withoutSecrets),
    records,
    waiting: outbox.waiting.map(({ message, channel, tries, due }) => ({
      key: message.key,
      title: message.title,
      channel,
      tries,
      due,
    })),
    deliveries: outbox.log,
    problems: kept.problems,
  };
  answerJson(response, 200, standing, { etag: rulesTag(kept.rules) });
}

/**
 * `GET alerts`; `PUT alerts/rules`, a file of rules in the place of all, with `If-Match` only of those
 * that its sender has seen; `PUT alerts/channels`, in which a secret that
 * comes back hidden stays as it is; `POST alerts/test`, which sends a test to a channel.
 */
export function alertRoutes(alerts: Alerts, kept: KeptAlerts): Route[] {
  return [
    {
      method: 'GET',
      path: /^\/api\/v1\/alerts$/,
      plane: 'read',
      answer: (exchange) => answerAll(exchange, kept),
    },
    {
      method: 'PUT',
      path: /^\/api\/v1\/alerts\/rules$/,
      plane: 'change',
      answer: async (exchange) => {
        const text = await readText(exchange, MOST_BYTES);
        const tag = exchange.request.headers['if-match'];
        try {
          await alerts.runner.replaceRules(parseRules(text), (rules) => {
            if (tag === undefined || tag === '*' || tag === rulesTag(rules)) return;
            throw new Refusal(412, 'Somebody else has changed the rules meanwhile.', 'Read them again.');
          });
        } catch (error) {
          if (error instanceof RuleFileError) throw new Refusal(400, error.message, error.advice);
          throw error;
        }
        answerAll(exchange, kept);
      },
    },
    {
      method: 'PUT',
      path: /^\/api\/v1\/alerts\/channels$/,
      plane: 'change',
      answer: async (exchange) => {
        const given = await readJson(exchange, MOST_BYTES, channelsSchema);
        const channels = given.map((channel) => {
          const known = kept.channels.find(({ name }) => name === channel.name);
          const whole = withSecrets(channel, known);
          if (whole !== null) return whole;
          throw new Refusal(
            400,
            `The secret of the channel “${channel.name}” is not known.`,
            'Enter it again: a secret stays only with the name and address it was entered for.',
          );
        });
        await kept.writeChannels(channels);
        answerAll(exchange, kept);
      },
    },
    {
      method: 'POST',
      path: /^\/api\/v1\/alerts\/test$/,
      plane: 'change',
      answer: async (exchange) => {
        const { channel } = await readJson(exchange, MOST_BYTES, z.strictObject({ channel: z.string() }));
        try {
          answerJson(exchange.response, 200, { answer: await alerts.sendTest(channel) });
        } catch (error) {
          const message = error instanceof Error ? error.message : String(error);
          const advice =
            error instanceof TargetRefused ? error.advice : 'Check the channel and who answers there.';
          throw new Refusal(502, `The test was not delivered: ${message}`, advice);
        }
      },
    },
  ];
}
