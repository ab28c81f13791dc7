import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Channel } from '../../model/alert-channel.ts';
import type { Alerts } from '../../model/alerts.ts';
import { Button } from '../../ui/Button.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { ChannelForm } from './ChannelForm.tsx';
import { KindIcon } from './NotifyFields.tsx';
import { KIND_WORDS, targetWords } from './rule-words.ts';
import { TestButton } from './TestButton.tsx';
import css from './alerts.module.css';

function ruleWords(count: number): string {
  if (count === 0) return 'used by no rule';
  return `used by ${count} ${count === 1 ? 'rule' : 'rules'}`;
}

/** Where messages can go, each with a test. */
export function ChannelList(props: {
  readonly alerts: Alerts;
  readonly onChannels: (channels: readonly Channel[]) => Promise<void>;
}): ReactNode {
  const { alerts, onChannels } = props;
  const { channels, kinds, rules } = alerts;
  /** The name of the channel that is changed; an empty one for a new one. */
  const [open, setOpen] = useState<string | null>(null);
  const usedBy = (name: string): number =>
    rules.filter(({ actions }) => actions.some(({ channel }) => channel === name)).length;
  const form = (channel: Channel | null): ReactNode => (
    <ChannelForm
      kinds={kinds}
      channel={channel}
      taken={channels.filter((one) => one !== channel).map(({ name }) => name)}
      onCancel={() => setOpen(null)}
      onSave={async (next) => {
        await onChannels(
          channel === null
            ? [...channels, next]
            : channels.map((one) => (one.name === channel.name ? next : one)),
        );
        setOpen(null);
      }}
    />
  );
  return (
    <div className={css.list}>
      {channels.length === 0 && <p className={css.quiet}>There are none yet.</p>}
      {channels.map((channel) =>
        open === channel.name ? (
          <div key={channel.name}>{form(channel)}</div>
        ) : (
          <div key={channel.name} className={css.entry}>
            <KindIcon kind={channel.kind} />
            <span className={css.words}>
              {toVisibleLine(channel.name)}
              <small>
                {KIND_WORDS[channel.kind]} · {toVisibleLine(targetWords(channel))} ·{' '}
                {ruleWords(usedBy(channel.name))}
              </small>
            </span>
            <TestButton channel={channel} />
            <Button size="small" onClick={() => setOpen(channel.name)}>
              Edit
            </Button>
            <Button
              size="small"
              look="ghost"
              aria-label={`Delete the channel ${channel.name}`}
              disabled={usedBy(channel.name) > 0}
              title={usedBy(channel.name) > 0 ? 'A rule uses it.' : undefined}
              onClick={() =>
                void onChannels(channels.filter((one) => one !== channel)).catch(() => undefined)
              }
            >
              Delete
            </Button>
          </div>
        ),
      )}
      {open === '' ? (
        form(null)
      ) : (
        <p>
          <Button size="small" onClick={() => setOpen('')}>
            New channel
          </Button>
        </p>
      )}
      {kinds.includes('webhook') && (
        <p className={css.quiet}>
          Webhooks are signed and retried for over an hour; a message that was cut off is sent once more under
          the same key. Secrets are written and never read: they stay in a file that only the collector’s user
          can open.
        </p>
      )}
    </div>
  );
}
