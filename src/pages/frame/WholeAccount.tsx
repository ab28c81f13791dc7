import type { ReactNode } from 'react';
import type { Info } from '../../model/source.ts';
import { Account } from './Account.tsx';
import { RangeAccount } from './RangeAccount.tsx';

/** What a source says of what it received, and how good the rows are that the page shows. */
export function WholeAccount({ info: { quality, ingest } }: { readonly info: Info }): ReactNode {
  return <Account quality={quality} retention={ingest?.retention ?? null} shown={<RangeAccount />} />;
}
