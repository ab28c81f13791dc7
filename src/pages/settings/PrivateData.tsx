import type { ReactNode } from 'react';
import {
  SECRET_ENDINGS,
  SECRET_PAIRS,
  SECRET_PARAMETERS,
  SECRET_PARTS,
  SECRET_WORDS,
} from '../../model/private-data.ts';
import type { FilterReason } from '../../model/private-data.ts';
import type { Info } from '../../model/source.ts';
import { formatCount } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { useInfo } from '../../view/use-info.ts';
import { Section } from './Section.tsx';
import css from './settings.module.css';

interface FilterRule {
  readonly reason: FilterReason;
  readonly title: string;
  readonly help: string;
  /** Whether it holds only where the collector was started with `--anonymous`. */
  readonly isContact?: true;
}

const RULES: readonly FilterRule[] = [
  {
    reason: 'secret key',
    title: 'Values of secret keys',
    help: 'Attributes, tags and nested JSON whose key names a secret. Keys are read by whole words.',
  },
  {
    reason: 'secret value',
    title: 'Secrets in texts',
    help: 'What a text assigns to such a name, private keys, bearer and JSON web tokens; in a query that names a secret, every literal.',
  },
  {
    reason: 'address credentials',
    title: 'Users and passwords in addresses',
    help: 'What stands before the @ of an address: https://user:password@host/.',
  },
  {
    reason: 'card number',
    title: 'Numbers of cards',
    help: 'Of a length and a beginning that are issued, with a fitting check digit.',
  },
  {
    reason: 'e-mail address',
    title: 'E-mail addresses',
    help: 'Users get a pseudonym, so that they are still counted.',
    isContact: true,
  },
  {
    reason: 'IP address',
    title: 'IP addresses',
    help: 'Those of the machine itself stay.',
    isContact: true,
  },
];

/** The lists that keys are compared with, as they are. */
const LISTS: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['A word of the key', SECRET_WORDS],
  ['Two words in a row', SECRET_PAIRS],
  ['Within a word', SECRET_PARTS],
  ['At the end of a word', SECRET_ENDINGS],
  ['A parameter of an address', SECRET_PARAMETERS],
];

/** Whether a rule holds, where that is known. */
function standing({ isContact }: FilterRule, { ingest }: Info): string {
  if (isContact === undefined) return 'always';
  if (ingest?.anonymous === undefined) return 'with --anonymous';
  return ingest.anonymous ? 'on' : 'off: start with --anonymous';
}

/** What is filtered before anything is kept, by which rules, and how often each was needed. */
export function PrivateData(): ReactNode {
  const { info } = useInfo();
  if (info === undefined) return null;
  const counts = new Map(info.quality.filtered.map(({ reason, count }) => [reason, count]));
  const known = new Set<string>(RULES.map(({ reason }) => reason));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const isKept = info.ingest !== null;
  return (
    <Section
      id="private-data"
      title="Private data"
      help="For everybody: what is filtered before anything is kept. “[Filtered]” stands in its place, and the span says where."
    >
      {!isKept && (
        <p className={css.none}>
          Nothing can be sent to this source, so nothing is filtered by it. These are the rules of a
          collector.
        </p>
      )}
      <table className={css.rules}>
        <caption className="hidden">Rules by which private data is filtered</caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Holds</th>
            <th scope="col" className={css.number}>
              Values filtered
            </th>
          </tr>
        </thead>
        <tbody>
          {RULES.map((rule) => (
            <tr key={rule.reason}>
              <th scope="row">
                {rule.title} <small>{rule.help}</small>
              </th>
              <td>{standing(rule, info)}</td>
              <td className={css.number}>{isKept ? formatCount(counts.get(rule.reason) ?? 0) : '—'}</td>
            </tr>
          ))}
          {[...counts]
            .filter(([reason]) => !known.has(reason))
            .map(([reason, count]) => (
              <tr key={reason}>
                <th scope="row">{toVisibleLine(reason)}</th>
                <td>as the source says</td>
                <td className={css.number}>{formatCount(count)}</td>
              </tr>
            ))}
        </tbody>
        {isKept && (
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                All
              </th>
              <td className={css.number}>{formatCount(total)}</td>
            </tr>
          </tfoot>
        )}
      </table>
      <details className={css.more}>
        <summary>
          Names of secrets: {formatCount(LISTS.reduce((sum, [, words]) => sum + words.length, 0))}
        </summary>
        <dl>
          {LISTS.map(([name, words]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words.join(', ')}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Section>
  );
}
