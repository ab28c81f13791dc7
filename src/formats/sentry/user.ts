import { toUser } from '../../trace/user.ts';
import { toName, toObject } from '../foreign-value.ts';

/** The user of an event. `{{auto}}` asks the server to fill in the sender's address, which is nobody's name. */
export function readUser(value: unknown) {
  const user = toObject(value);
  const ip = toName(user['ip_address']);
  return toUser({
    id: toName(user['id']),
    username: toName(user['username']),
    email: toName(user['email']),
    ip: ip === '{{auto}}' ? null : ip,
  });
}
