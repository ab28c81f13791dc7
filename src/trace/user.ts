/** What may be known about the person who waited. */
export interface Identity {
  readonly id: string | null;
  readonly username: string | null;
  readonly email: string | null;
  readonly ip: string | null;
}

/** The key by which users are counted, and how one is shown. */
export interface User {
  /** `key:value` with the first of id, username, email, ip that is known; null when nobody is. */
  readonly user: string | null;
  /** E-mail, else username, id, ip. */
  readonly userDisplay: string | null;
}

export const NOBODY: User = { user: null, userDisplay: null };

/** Two events are of the same user when their keys are equal; what is shown may be friendlier than the key. */
export function toUser({ id, username, email, ip }: Identity): User {
  const keyed = (key: string, value: string | null) => (value === null ? null : `${key}:${value}`);
  return {
    user: keyed('id', id) ?? keyed('username', username) ?? keyed('email', email) ?? keyed('ip', ip),
    userDisplay: email ?? username ?? id ?? ip,
  };
}

/** Every attribute that names a user has this in its name. */
export const USER_MARK = 'user.';

/**
 * The user that a span's attributes name, in OpenTelemetry's words. The address of the caller is not taken: behind a
 * proxy it is the same for everyone.
 */
export function userOfAttributes(attributes: ReadonlyMap<string, unknown>): User {
  const text = (...keys: readonly string[]): string | null => {
    for (const key of keys) {
      const value = attributes.get(key);
      if (typeof value === 'string' && value !== '') return value;
      if (typeof value === 'number') return String(value);
    }
    return null;
  };
  return toUser({
    id: text('enduser.id', 'user.id'),
    username: text('user.name'),
    email: text('user.email'),
    ip: null,
  });
}
