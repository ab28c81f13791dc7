import { isTag } from '../../model/column.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import type { ListedColumn, ListedField } from '../../view/transaction-look.ts';

const WORDS: Readonly<Record<ListedColumn, string>> = {
  release: 'Release',
  environment: 'Environment',
  'user.display': 'User',
  'http.method': 'HTTP method',
  status: 'Status',
};

/** What a tag or field is called: a tag as its sender spells it, a field in words, so that both may have one name. */
export function listedWords(field: ListedField): string {
  return isTag(field) ? toVisibleLine(field.tag) : WORDS[field];
}
