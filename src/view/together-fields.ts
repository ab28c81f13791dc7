import type { ViewField } from './view-field.ts';
import { DEFAULT_VIEW, MOST_TOGETHER } from './view.ts';
import type { TransactionId } from './view.ts';
import { parseWidget, printWidget } from './widget-text.ts';

/** A project's name may have a colon, a transaction's often has: the first one that is not written as `%3A` parts them. */
function printId({ project, transaction }: TransactionId): string {
  return `${project.replaceAll('%', '%25').replaceAll(':', '%3A')}:${transaction}`;
}

function parseId(text: string): TransactionId | null {
  const colon = text.indexOf(':');
  if (colon < 0) return null;
  const project = text.slice(0, colon).replaceAll('%3A', ':').replaceAll('%25', '%');
  return { project, transaction: text.slice(colon + 1) };
}

const together: ViewField = {
  keys: ['together'],
  encode: ({ together }) => together.map((id) => ['together', printId(id)]),
  decode: (params) => {
    const texts = [...new Set(params.getAll('together'))];
    const ids = texts.map(parseId);
    const wrong = texts.find((_, index) => ids[index] === null);
    const known = ids.filter((id) => id !== null);
    if (wrong !== undefined) {
      return {
        together: known.slice(0, MOST_TOGETHER),
        problem: `“together=${wrong}” is not a project and a transaction with a colon between them.`,
      };
    }
    if (known.length <= MOST_TOGETHER) return { together: known };
    return {
      together: known.slice(0, MOST_TOGETHER),
      problem: `At most ${MOST_TOGETHER} transactions are compared with each other; the first ${MOST_TOGETHER} are.`,
    };
  },
};

const togetherBy: ViewField = {
  keys: ['together.by'],
  encode: ({ togetherBy }) => {
    const text = printWidget(togetherBy);
    return text === printWidget(DEFAULT_VIEW.togetherBy) ? [] : [['together.by', text]];
  },
  decode: (params) => {
    const text = params.get('together.by');
    if (text === null) return {};
    const togetherBy = parseWidget(text);
    return togetherBy === null
      ? { problem: `“together.by=${text}” is no metric; transactions are compared by their p95.` }
      : { togetherBy };
  },
};

const glance: ViewField = {
  keys: ['glance'],
  encode: ({ glance }) => (glance === null ? [] : [['glance', printId(glance)]]),
  decode: (params) => {
    const text = params.get('glance');
    if (text === null) return {};
    const glance = parseId(text);
    return glance === null
      ? { problem: `“glance=${text}” is not a project and a transaction with a colon between them.` }
      : { glance };
  },
};

/** The transactions that are compared with each other, and the one that is looked at beside a list. */
export const TOGETHER_FIELDS: readonly ViewField[] = [together, togetherBy, glance];
