import { Refusal } from '../http/refusal.ts';

export const WRONG_KEY = 403;

/** The refusal of a request without the key of this collector; `given` is null where it carries none at all. */
export class WrongKey extends Refusal {
  constructor(given: string | null) {
    super(
      WRONG_KEY,
      given === null ? 'The request carries no key.' : 'The key is not the one of this collector.',
      'Use the DSN that the collector printed when it started and shows on its first page.',
    );
  }
}
