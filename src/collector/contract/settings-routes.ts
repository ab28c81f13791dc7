import * as z from 'zod';
import { answerJson } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import { Refusal } from '../http/refusal.ts';
import type { Route } from '../http/routes.ts';
import type { SettingsFile } from './settings-file.ts';
import { SettingsSchema } from './settings-schema.ts';

const MOST_BYTES = 4 << 20;
const PATH = /^\/api\/v1\/settings$/;

function parse(body: Uint8Array) {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new Refusal(400, 'The settings are not JSON.', 'Send one JSON object in UTF-8.');
  }
  const parsed = SettingsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Refusal(
    400,
    `The settings are not as the contract wants them: ${z.prettifyError(parsed.error)}`,
    'Compare them with "Settings" in /openapi.json.',
  );
}

/** `GET settings` and `PUT settings`, which replaces them as a whole. */
export function settingsRoutes(file: SettingsFile): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      plane: 'read',
      answer: ({ response }) => answerJson(response, 200, file.settings),
    },
    {
      method: 'PUT',
      path: PATH,
      plane: 'change',
      answer: async ({ request, response }) => {
        const settings = parse(await readBody(request, MOST_BYTES));
        await file.write(settings);
        answerJson(response, 200, settings);
      },
    },
  ];
}
