import { step } from '../plan.ts';
import type { Step, StepExtras } from '../plan.ts';

// The words in which the instrumented libraries of each service describe their work.

export function query(sql: string, weight: number, extras?: StepExtras): Step {
  return step('db', sql, weight, extras);
}

export function redis(command: string, weight = 0.8, extras?: StepExtras): Step {
  return step('cache.get', command, weight, extras);
}

/** An outgoing request to something that sends no traces itself. */
export function request(line: string, weight: number, extras?: StepExtras): Step {
  return step('http.client', line, weight, extras);
}

/** A request to another service of the product, whose own transaction it waits for. */
export function ask(endpoint: string, line: string, extras?: StepExtras): Step {
  return step('http.client', line, 0, { call: { to: endpoint, how: 'wait' }, ...extras });
}

/** Hands a task to the worker, which runs it later. */
export function enqueue(task: string, weight = 2, extras?: StepExtras): Step {
  return step('queue.publish', task, weight, { call: { to: task, how: 'queue' }, ...extras });
}

export function middleware(name: string, weight: number, within: readonly Step[] = []): Step {
  return step('middleware.django', name, weight, { within });
}

export function view(name: string, weight: number, within: readonly Step[], extras?: StepExtras): Step {
  return step('view.render', name, weight, { within, ...extras });
}

export function code(name: string, weight: number, within: readonly Step[] = [], extras?: StepExtras): Step {
  return step('function', name, weight, { within, ...extras });
}

/** Equal queries one after the other, as an object mapper sends them from within a loop: half of it is the mapper. */
export function queryPerItem(sql: string, weight: number, each: number, extras?: StepExtras): Step {
  return step('db', sql, weight, { repeats: { busy: 774, idle: 196, each }, ...extras });
}

/** What every signed-in request of the API begins with. */
export function session(weight = 12): Step {
  return middleware('SessionMiddleware', weight, [
    redis('GET session', 1.4, { gap: 2 }),
    query('SELECT auth_user.id, auth_user.email FROM auth_user WHERE auth_user.id = %s', 6, { gap: 2 }),
  ]);
}
