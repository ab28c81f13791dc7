import type { Attributes } from '../model/span.ts';
import type { SaidClient } from './client-tags.ts';
import { toName } from './foreign-value.ts';
import { textOf } from './otlp/semconv.ts';

/**
 * What the attributes of a span say of the program and device it was for, by the names of OpenTelemetry and of Sentry,
 * else the user agent they carry. A browser whose spans carry none has sent its own with the request: `sender`.
 */
export function clientOfAttributes(
  attributes: Attributes,
  sender: string | null,
  isBrowser: boolean,
): SaidClient {
  const name = (key: string): string | null => toName(attributes.get(key));
  return {
    said: {
      browser: name('browser.name') ?? name('user_agent.name'),
      browserVersion: name('browser.version') ?? name('user_agent.version'),
      // A server's system is its own.
      system: isBrowser ? (name('os.name') ?? name('user_agent.os.name')) : name('user_agent.os.name'),
      deviceModel: isBrowser ? (name('device.family') ?? name('device.model.name')) : null,
    },
    userAgent: textOf(attributes, 'user_agent.original') ?? (isBrowser ? sender : null),
    isServer: !isBrowser,
  };
}
