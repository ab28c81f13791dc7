import { HIDDEN } from '../../alerts/channel-schema.ts';
import type { Channel } from '../../model/alert-channel.ts';

/** Of a hidden secret, so many characters are shown. */
const SHOWN = 4;

function hide(text: string): string {
  if (text === '') return '';
  return text.length <= 2 * SHOWN ? HIDDEN : `${HIDDEN}${text.slice(-SHOWN)}`;
}

/** The channel without its secrets: what may leave the collector. */
export function withoutSecrets(channel: Channel): Channel {
  switch (channel.kind) {
    case 'webhook':
      return { ...channel, secret: hide(channel.secret) };
    case 'slack':
    case 'teams':
      return { ...channel, url: hide(channel.url) };
    case 'email':
      return { ...channel, password: hide(channel.password) };
    case 'browser':
    case 'log':
      return channel;
  }
}

/** Where a channel sends to: a secret that was not written anew stays only where it was meant for. */
function targetOf(channel: Channel): string {
  switch (channel.kind) {
    case 'webhook':
      return `webhook ${channel.url}`;
    case 'email':
      return `email ${channel.host}:${channel.port} ${channel.user}`;
    default:
      return channel.kind;
  }
}

/**
 * A channel as it was sent, with the secrets it had where they came back hidden. Null where there is no secret to put
 * in: for a channel that is new, or that sends to another place than before.
 */
export function withSecrets(channel: Channel, known: Channel | undefined): Channel | null {
  if (!JSON.stringify(channel).includes(HIDDEN)) return channel;
  if (known === undefined || targetOf(known) !== targetOf(channel)) return null;
  if (channel.kind === 'webhook' && known?.kind === 'webhook') return { ...channel, secret: known.secret };
  if (channel.kind === 'email' && known?.kind === 'email') return { ...channel, password: known.password };
  if (channel.kind === 'slack' && known?.kind === 'slack') return { ...channel, url: known.url };
  if (channel.kind === 'teams' && known?.kind === 'teams') return { ...channel, url: known.url };
  return null;
}
