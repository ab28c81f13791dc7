import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Channel } from '../model/alert-channel.ts';
import type { AlertRule } from '../model/alert-rule.ts';
import type { Alerts } from '../model/alerts.ts';
import type { Problem } from '../model/result.ts';
import { SourceError } from '../model/source.ts';
import { SECOND } from '../model/time.ts';
import type { Milliseconds } from '../model/time.ts';
import { toProblem } from './problem.ts';
import { useSource } from './source-context.tsx';

/** How often is asked how alerts stand; where the page evaluates the rules, this is what makes it do so. */
const EVERY: Milliseconds = 10 * SECOND;

/** While the first evaluation of a rule waits for what is being loaded. */
const SOON: Milliseconds = 1.5 * SECOND;

function isWaiting(alerts: Alerts | undefined): boolean {
  if (alerts?.runs !== 'page') return false;
  return alerts.rules.some(({ id, enabled }) => enabled && (alerts.records[id]?.state.at ?? null) === null);
}

/** How often another browser may be faster before a change is said to have failed. */
const MOST_ATTEMPTS = 8;

export interface UsedAlerts {
  /** The newest there is. */
  readonly alerts: Alerts | undefined;
  /** Why they could not be read. */
  readonly problem: Problem | null;
  readonly retry: () => void;
  /**
   * Changes the rules as they are by then, so that what another browser changed meanwhile stays. Rejects with a
   * `SourceError` where that cannot be.
   */
  readonly changeRules: (update: (rules: readonly AlertRule[]) => readonly AlertRule[]) => Promise<void>;
  readonly writeChannels: (channels: readonly Channel[]) => Promise<void>;
  /** Why the last change was not kept. */
  readonly changeProblem: Problem | null;
  readonly isChanging: boolean;
}

/** How alerts stand, and how to change them. Asked again every ten seconds, also while the page is hidden. */
export function useAlerts(): UsedAlerts {
  const { source, sourceId } = useSource();
  const client = useQueryClient();
  const queryKey = ['alerts', sourceId];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => source.readAlerts(signal),
    refetchInterval: ({ state }) => (isWaiting(state.data) ? SOON : EVERY),
    refetchIntervalInBackground: true,
    staleTime: EVERY / 2,
    structuralSharing: false,
    retry: false,
    networkMode: 'always',
  });
  const refresh = async (): Promise<void> => {
    client.setQueryData(queryKey, await source.readAlerts());
  };
  const rules = useMutation({
    mutationFn: async (update: (rules: readonly AlertRule[]) => readonly AlertRule[]) => {
      for (let attempt = 1; ; attempt += 1) {
        const { rules: before } = await source.readAlerts();
        try {
          await source.writeRules(update(before), before);
          await refresh();
          return;
        } catch (error) {
          const isBeaten = error instanceof SourceError && error.reason === 'changed';
          if (!isBeaten || attempt === MOST_ATTEMPTS) throw error;
        }
      }
    },
    networkMode: 'always',
    scope: { id: `alert rules ${sourceId}` },
  });
  const channels = useMutation({
    mutationFn: async (next: readonly Channel[]) => {
      await source.writeChannels(next);
      await refresh();
    },
    networkMode: 'always',
    scope: { id: `alert channels ${sourceId}` },
  });
  const changeError = rules.error ?? channels.error;
  return {
    alerts: query.data,
    problem: query.error === null ? null : toProblem(query.error),
    retry: () => void query.refetch(),
    changeRules: rules.mutateAsync,
    writeChannels: channels.mutateAsync,
    changeProblem: changeError === null ? null : toProblem(changeError),
    isChanging: rules.isPending || channels.isPending,
  };
}
