import { Bell, FileText, Mail, Send, Webhook, X } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { LEVELS } from '../../model/alert-rule.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Channel, ChannelKind } from '../../model/alert-channel.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { ChannelForm } from './ChannelForm.tsx';
import { KIND_WORDS, targetWords } from './rule-words.ts';
import { TestButton } from './TestButton.tsx';
import css from './form.module.css';

const ICON = { size: 16, strokeWidth: 1.5, 'aria-hidden': true } as const;

/** The sign of a kind of channel. */
export function KindIcon({ kind }: { readonly kind: ChannelKind | undefined }): ReactNode {
  switch (kind) {
    case 'webhook':
      return <Webhook {...ICON} />;
    case 'email':
      return <Mail {...ICON} />;
    case 'browser':
      return <Bell {...ICON} />;
    case 'log':
      return <FileText {...ICON} />;
    default:
      return <Send {...ICON} />;
  }
}

/** Who is told: channels, each from a level on; a new one can be made in place. */
export function NotifyFields(props: {
  readonly rule: AlertRule;
  readonly channels: readonly Channel[];
  readonly kinds: readonly ChannelKind[];
  readonly onRule: (rule: AlertRule) => void;
  readonly onChannels: (channels: readonly Channel[]) => Promise<void>;
}): ReactNode {
  const { rule, channels, kinds, onRule, onChannels } = props;
  const [isMaking, setIsMaking] = useState(false);
  const { actions } = rule;
  const free = channels.filter(({ name }) => !actions.some(({ channel }) => channel === name));
  const add = (channel: string): void =>
    onRule({ ...rule, actions: [...actions, { channel, from: 'warning' }] });
  return (
    <div className={css.fields}>
      {actions.length === 0 && (
        <p className={css.help}>Nobody is told; incidents are kept and shown all the same.</p>
      )}
      {actions.map((action) => {
        const channel = channels.find(({ name }) => name === action.channel);
        return (
          <div key={action.channel} className={css.action}>
            <KindIcon kind={channel?.kind} />
            <span className={css.channel}>
              {action.channel}
              <small>
                {channel === undefined
                  ? 'There is no such channel any more.'
                  : `${KIND_WORDS[channel.kind]}, ${targetWords(channel)}`}
              </small>
            </span>
            <select
              aria-label={`${action.channel}: from which level on`}
              value={action.from}
              onChange={({ target }) =>
                onRule({
                  ...rule,
                  actions: actions.map((one) =>
                    one === action
                      ? { ...one, from: LEVELS.find((level) => level === target.value) ?? one.from }
                      : one,
                  ),
                })
              }
            >
              <option value="warning">warning and critical</option>
              <option value="critical">critical only</option>
            </select>
            {channel !== undefined && <TestButton channel={channel} />}
            <IconButton
              size="small"
              label={`Do not tell ${action.channel}`}
              icon={<X size={16} strokeWidth={1.5} aria-hidden />}
              onClick={() => onRule({ ...rule, actions: actions.filter((one) => one !== action) })}
            />
          </div>
        );
      })}
      <div className={css.line}>
        {free.length > 0 && (
          <select
            aria-label="Tell a channel"
            value=""
            onChange={({ target }) => {
              if (target.value !== '') add(target.value);
            }}
          >
            <option value="">Tell…</option>
            {free.map(({ name, kind }) => (
              <option key={name} value={name}>
                {name} ({KIND_WORDS[kind]})
              </option>
            ))}
          </select>
        )}
        {!isMaking && (
          <Button size="small" onClick={() => setIsMaking(true)}>
            New channel
          </Button>
        )}
      </div>
      {isMaking && (
        <ChannelForm
          kinds={kinds}
          taken={channels.map(({ name }) => name)}
          channel={null}
          onCancel={() => setIsMaking(false)}
          onSave={async (channel) => {
            await onChannels([...channels, channel]);
            add(channel.name);
            setIsMaking(false);
          }}
        />
      )}
    </div>
  );
}
