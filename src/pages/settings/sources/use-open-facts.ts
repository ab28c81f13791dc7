import { useSourceProblem } from '../../../view/source-context.tsx';
import { useInfo } from '../../../view/use-info.ts';
import { useView } from '../../../view/use-view.ts';
import { toFacts } from './facts.ts';
import type { Fact } from './SourceCard.tsx';

interface OpenFacts {
  readonly state: { readonly tone: 'good' | 'bad' | 'quiet'; readonly words: string };
  readonly facts: readonly Fact[];
}

/** How the source is that is open, and what it says of itself. */
export function useOpenFacts(): OpenFacts {
  const { info, problem } = useInfo();
  const heard = useSourceProblem();
  const { zone } = useView().view;
  const wrong = heard ?? problem;
  if (wrong?.kind === 'unreachable') {
    return {
      state: { tone: 'bad', words: 'in use, cannot be reached' },
      facts: info === undefined ? [] : toFacts(info, zone),
    };
  }
  if (info === undefined) {
    return {
      state:
        problem === null ? { tone: 'quiet', words: 'being asked' } : { tone: 'bad', words: problem.message },
      facts: [],
    };
  }
  return {
    state: { tone: 'good', words: info.abilities.live ? 'in use, live' : 'in use' },
    facts: toFacts(info, zone),
  };
}
