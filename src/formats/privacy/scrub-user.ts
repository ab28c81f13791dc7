import type { TransactionFacts } from '../../model/transaction.ts';
import type { OnFiltered } from './filtered.ts';
import { scrubIdentity } from './scrub-attributes.ts';
import type { Privacy } from './scrub-attributes.ts';

type Named = Pick<TransactionFacts, 'user' | 'userDisplay'>;

/** The user of a transaction or error; the key of one who is filtered stays different from all others. */
export function scrubUser(named: Named, privacy: Privacy, onFiltered: OnFiltered): Named {
  const { user, userDisplay } = named;
  if (user === null) return { user, userDisplay };
  const colon = user.indexOf(':');
  const name = user.slice(colon + 1);
  const kept = scrubIdentity(name, privacy, onFiltered);
  const shown = userDisplay ?? name;
  const isShownSafe = shown === name || scrubIdentity(shown, privacy, onFiltered) === shown;
  const isSame = kept === name && isShownSafe;
  if (isSame) return { user, userDisplay };
  return {
    user: `${user.slice(0, colon + 1)}${kept}`,
    userDisplay: shown !== name && isShownSafe ? userDisplay : kept,
  };
}
