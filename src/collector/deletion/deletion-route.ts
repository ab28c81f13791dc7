import * as z from 'zod';
import { answerJson } from '../http/answer.ts';
import { readJson } from '../http/json-body.ts';
import type { Route } from '../http/routes.ts';
import type { Deletion } from './deletion.ts';

const DELETIONS = /^\/api\/v1\/deletions$/;

const MOST_BYTES = 4096;
const Body = z.strictObject({ project: z.string().nullable() });

/** `POST deletions`: what was received of a project so far is deleted, or with null all there is. */
export function deletionRoute(deletion: Deletion): Route {
  return {
    method: 'POST',
    path: DELETIONS,
    plane: 'change',
    answer: async (exchange) => {
      const { project } = await readJson(exchange, MOST_BYTES, Body);
      answerJson(exchange.response, 200, { transactions: await deletion.delete(project) });
    },
  };
}
