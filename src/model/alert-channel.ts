/** What a channel is: how messages travel. */
export const CHANNEL_KINDS = ['webhook', 'slack', 'teams', 'email', 'browser', 'log'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/**
 * Where messages go. Secrets are written and never read: they come back as dots, with their last characters, and stay
 * as they are where they are sent back so.
 */
export type Channel =
  /** JSON by POST, signed with `secret` where there is one. */
  | { readonly kind: 'webhook'; readonly name: string; readonly url: string; readonly secret: string }
  /** An incoming webhook of Slack, or of a workflow of Microsoft Teams: whoever knows the address can post. */
  | { readonly kind: 'slack' | 'teams'; readonly name: string; readonly url: string }
  | EmailChannel
  /** A notification of the browsers that have a page of this source open and allow it. */
  | { readonly kind: 'browser'; readonly name: string }
  /** The collector's own output. */
  | { readonly kind: 'log'; readonly name: string };

export interface EmailChannel {
  readonly kind: 'email';
  readonly name: string;
  /** The SMTP server. */
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  readonly secure: boolean;
  /** Empty: without signing in. */
  readonly user: string;
  readonly password: string;
  readonly from: string;
  readonly to: readonly string[];
}
