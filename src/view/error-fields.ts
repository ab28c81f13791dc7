import type { ViewField } from './view-field.ts';

const ERROR = /^([0-9a-f]{32})\.(.*)$/s;

/** The error whose panel is open: its event id, a dot, and its project, which may be any text. */
const error: ViewField = {
  keys: ['error'],
  encode: ({ error }) => (error === null ? [] : [['error', `${error.eventId}.${error.project}`]]),
  decode: (params) => {
    const text = params.get('error');
    if (text === null) return {};
    const [, eventId, project] = ERROR.exec(text) ?? [];
    if (eventId !== undefined && project !== undefined) return { error: { eventId, project } };
    return { problem: `“error=${text}” names no error: it is an event id, a dot and a project.` };
  },
};

export const ERROR_FIELDS: readonly ViewField[] = [error];
