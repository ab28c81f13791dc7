import type { Span } from '../../model/span.ts';
import { methodOf, urlOf } from '../../trace/findings/requests.ts';

/** A text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** The command that sends the request of a span again, without its body; null for what is no request to an address. */
export function curlOf({ op, attributes, description }: Span): string | null {
  if (!op.startsWith('http')) return null;
  const url = urlOf(attributes, description);
  if (!/^https?:\/\/[^\s/]/i.test(url)) return null;
  const method = methodOf(attributes, description);
  const isPlain = method === '' || method === 'GET' || !/^[A-Z]+$/.test(method);
  const how = method === 'HEAD' ? '--head ' : isPlain ? '' : `-X ${method} `;
  // Brackets and braces, as in `ids[]=1`, would mean several addresses.
  const isLiteral = /[[\]{}]/.test(url) ? '--globoff ' : '';
  return `curl ${how}${isLiteral}${quoted(url)}`;
}
