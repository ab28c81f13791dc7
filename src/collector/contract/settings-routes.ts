import { decodeSettings } from '../../formats/settings.ts';
import { settingsTag } from '../../formats/settings-tag.ts';
import { answerJson } from '../http/answer.ts';
import { readBody } from '../http/body.ts';
import type { Route } from '../http/routes.ts';
import type { SettingsFile } from './settings-file.ts';

const MOST_BYTES = 4 << 20;
const PATH = /^\/api\/v1\/settings$/;

/**
 * `GET settings` and `PUT settings`, which replaces them as a whole; with `If-Match` only those that its sender has
 * seen, so that what somebody else set meanwhile is not lost.
 */
export function settingsRoutes(file: SettingsFile): Route[] {
  return [
    {
      method: 'GET',
      path: PATH,
      plane: 'read',
      answer: ({ response }) =>
        answerJson(response, 200, file.settings, { etag: settingsTag(file.settings) }),
    },
    {
      method: 'PUT',
      path: PATH,
      plane: 'change',
      answer: async ({ request, response }) => {
        const settings = decodeSettings(await readBody(request, MOST_BYTES));
        await file.write(settings, request.headers['if-match']);
        answerJson(response, 200, settings, { etag: settingsTag(settings) });
      },
    },
  ];
}
