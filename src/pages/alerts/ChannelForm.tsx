import { useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import { channelSchema } from '../../alerts/channel-schema.ts';
import type { Channel, ChannelKind } from '../../model/alert-channel.ts';
import { Button } from '../../ui/Button.tsx';
import { Note } from '../../ui/states/Note.tsx';
import { toProblem } from '../../view/problem.ts';
import { NumberField, SelectField, TextField } from './Field.tsx';
import { KIND_WORDS } from './rule-words.ts';
import css from './form.module.css';

/** Everything that any kind of channel asks for, as it is typed. */
interface Typed {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly url: string;
  readonly secret: string;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly password: string;
  readonly from: string;
  readonly to: string;
}

const EMPTY: Typed = {
  kind: 'webhook',
  name: '',
  url: '',
  secret: '',
  host: '',
  port: 587,
  secure: false,
  user: '',
  password: '',
  from: '',
  to: '',
};

function typedOf(channel: Channel): Typed {
  return {
    ...EMPTY,
    ...channel,
    to: channel.kind === 'email' ? channel.to.join(', ') : '',
  };
}

/** What is sent: only what the kind asks for. */
function contentOf(typed: Typed): unknown {
  const { kind, name, url, secret, host, port, secure, user, password, from, to } = typed;
  switch (kind) {
    case 'webhook':
      return { kind, name, url, secret };
    case 'slack':
    case 'teams':
      return { kind, name, url };
    case 'email': {
      const receivers = to.split(/[\s,;]+/).filter((one) => one !== '');
      return { kind, name, host, port, secure, user, password, from, to: receivers };
    }
    case 'browser':
    case 'log':
      return { kind, name };
  }
}

/** A channel that is made or changed. Secrets are shown as dots, and stay as they are where the dots stay. */
export function ChannelForm(props: {
  readonly kinds: readonly ChannelKind[];
  /** Names that other channels have. */
  readonly taken: readonly string[];
  /** Null: a new one. */
  readonly channel: Channel | null;
  readonly onCancel: () => void;
  readonly onSave: (channel: Channel) => Promise<void>;
}): ReactNode {
  const { kinds, taken, channel, onCancel, onSave } = props;
  const [typed, setTyped] = useState<Typed>(
    channel === null ? { ...EMPTY, kind: kinds[0] ?? 'browser' } : typedOf(channel),
  );
  const [isTried, setIsTried] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const parsed = channelSchema.safeParse(contentOf(typed));
  const isTaken = taken.includes(typed.name.trim());
  const problemOf = (field: keyof Typed): string | null => {
    if (!isTried) return null;
    if (field === 'name' && isTaken) return 'Another channel has this name.';
    return parsed.error?.issues.find(({ path }) => path[0] === field)?.message ?? null;
  };
  const set = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const field = (key: 'name' | 'url' | 'secret' | 'host' | 'user' | 'password' | 'from' | 'to') => ({
    value: typed[key],
    problem: problemOf(key),
    onChange: (value: string) => set({ [key]: value }),
  });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setIsTried(true);
    if (!parsed.success || isTaken) return;
    try {
      await onSave(parsed.data);
    } catch (error) {
      const { message, advice } = toProblem(error);
      setFailure(`${message} ${advice}`);
    }
  };
  const { kind } = typed;
  return (
    <form className={css.channelForm} aria-label="Channel" onSubmit={(event) => void save(event)}>
      <div className={css.pair}>
        <SelectField
          label="Kind"
          value={kind}
          choices={kinds.map((value) => ({ value, label: KIND_WORDS[value] }))}
          onChoose={(next) => set({ kind: next })}
        />
        <TextField label="Name" placeholder="backend on call" {...field('name')} />
      </div>
      {(kind === 'webhook' || kind === 'slack' || kind === 'teams') && (
        <TextField
          label={kind === 'webhook' ? 'Address' : 'Address of the incoming webhook (secret)'}
          placeholder="https://…"
          isMono
          help="https to public addresses; others only as config.json of the collector says."
          {...field('url')}
        />
      )}
      {kind === 'webhook' && (
        <TextField
          label="Secret for the signature"
          type="password"
          help="HMAC-SHA256 in x-longtail-signature. It is written and never shown."
          {...field('secret')}
        />
      )}
      {kind === 'email' && (
        <>
          <div className={css.pair}>
            <TextField label="SMTP server" placeholder="smtp.example.org" {...field('host')} />
            <div className={css.field}>
              <span>Port</span>
              <NumberField
                name="Port"
                value={typed.port}
                unit=""
                onChange={(port) => set({ port: port ?? 0 })}
              />
            </div>
          </div>
          <label className={css.check}>
            <input
              type="checkbox"
              checked={typed.secure}
              onChange={({ target }) => set({ secure: target.checked })}
            />
            <span>TLS from the first byte (port 465); otherwise STARTTLS</span>
          </label>
          <div className={css.pair}>
            <TextField label="User" {...field('user')} />
            <TextField label="Password" type="password" {...field('password')} />
          </div>
          <div className={css.pair}>
            <TextField label="From" type="email" {...field('from')} />
            <TextField label="To" help="Addresses with commas between them." {...field('to')} />
          </div>
        </>
      )}
      {kind === 'browser' && (
        <p className={css.help}>
          Shown by every browser that has a page of this source open and allows it: “Send test” asks for that.
        </p>
      )}
      {kind === 'log' && <p className={css.help}>One line in what the collector prints.</p>}
      {failure !== null && <Note text={failure} />}
      <div className={css.line}>
        <Button size="small" type="submit">
          Save channel
        </Button>
        <Button look="ghost" size="small" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
