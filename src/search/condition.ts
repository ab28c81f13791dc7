import { EVERYTHING, NOTHING } from '../model/filter.ts';
import type { Filter } from '../model/filter.ts';
import { ID_COLUMNS } from '../model/column.ts';
import type { IdColumn } from '../model/column.ts';
import { toId } from '../model/hex.ts';
import type { SearchContext } from './context.ts';
import type { KeyReading } from './key.ts';
import { toKey } from './key-lookup.ts';
import { isFunctionName } from './metric-function.ts';
import { dateCondition, isNegative } from './moment-condition.ts';
import { OPPOSITE, numberCondition } from './number-condition.ts';
import { operandOf } from './operand.ts';
import type { Operand } from './operand.ts';
import type { ConditionPiece, KeyPiece } from './piece.ts';
import { SearchProblem } from './search-error.ts';
import type { Place } from './search-error.ts';
import {
  ANY_EMAIL,
  eventTypeCondition,
  projectIdCondition,
  releaseCondition,
  statusCondition,
  textCondition,
  userEmailCondition,
  userIdCondition,
  versionCondition,
} from './text-condition.ts';

/** What a condition on rows stands for. */
export function condition(piece: ConditionPiece, context: SearchContext): Filter {
  const { key, isNegated } = piece;
  if (key.name === 'has' && !key.isTag) return presence(piece, context);
  const operand = operandOf(piece, context.source);
  if (key.isTag) refuseTypes(key, operand);
  return conditionOn(readingOf(key.name, key.isTag, key, context), operand, isNegated, context);
}

/** A tag is one text, whatever type it had where it was set. Throws where it is compared as something else. */
function refuseTypes({ name, type, start, end }: KeyPiece, operand: Operand): void {
  if (type === 'array') {
    throw new SearchProblem(
      'A tag holds one text here, not a list of them.',
      { start, end },
      `Write tags[${name}]: with the whole value, or with * for what is around a part of it.`,
    );
  }
  if (type === 'number' && operand.kind === 'single' && operand.sign !== null) {
    throw new SearchProblem(
      'A tag is held as a text, and texts have no order.',
      operand,
      `Write a whole value, as in tags[${name}]:5, or several, as in tags[${name}]:[5,6].`,
    );
  }
}

function conditionOn(
  reading: KeyReading,
  operand: Operand,
  isNegated: boolean,
  context: SearchContext,
): Filter {
  switch (reading.kind) {
    case 'number':
      return numberCondition(reading.field, operand, isNegated);
    case 'date':
      return dateCondition(reading.field, reading.step, operand, isNegated, context);
    case 'event type':
      return eventTypeCondition(operand, isNegated);
    case 'version':
      return negate(versionCondition(reading.part, operand), isNegative(operand, isNegated));
    case 'project id':
      return negate(projectIdCondition(operand), isNegative(operand, isNegated));
    case 'text':
      return negate(textCondition(reading.field, operand, context), isNegated);
    case 'status':
      return negate(statusCondition(operand), isNegated);
    case 'release':
      return negate(releaseCondition(operand, context), isNegated);
    case 'user id':
      return negate(userIdCondition(operand, context), isNegated);
    case 'user email':
      return negate(userEmailCondition(operand, context), isNegated);
    case 'id':
      return negate(idCondition(reading.column, operand), isNegated);
  }
}

function negate(filter: Filter, isNegated: boolean): Filter {
  if (!isNegated) return filter;
  if (filter.kind === 'version' && filter.is !== '=') return { ...filter, is: OPPOSITE[filter.is] };
  return filter.kind === 'not' ? filter.of : { kind: 'not', of: filter };
}

function idCondition(column: IdColumn, operand: Operand): Filter {
  const texts = operand.kind === 'list' ? operand.items.map(({ text }) => text) : [operand.text];
  const width = ID_COLUMNS[column];
  const values = texts.map((text) => toId(text, width));
  const isComparison = operand.kind === 'single' && operand.sign !== null;
  const wrong = isComparison ? `${operand.sign}${operand.text}` : texts[values.indexOf(null)];
  if (wrong === undefined) return { kind: 'id', column, values: values.filter((value) => value !== null) };
  throw new SearchProblem(
    wrong.includes('*') ? 'An id takes no wildcard.' : `“${wrong}” is not an id.`,
    operand,
    `Write all of its ${2 * width} hex digits.`,
  );
}

/** `has:key` and, negated, its opposite. */
function presence(piece: ConditionPiece, context: SearchContext): Filter {
  const { value, operator, isNegated } = piece;
  const place = { start: value.start, end: value.end };
  const name = value.kind === 'bare' || value.kind === 'quoted' ? value.text : '';
  const isName = /^[a-zA-Z0-9_.:-]+$/.test(name) && operator === null;
  const isRight = isName && !(value.kind === 'quoted' && value.rest !== null);
  if (value.kind === 'tag') return presenceOf(textOn(value.text), place, isNegated, context);
  if (!isRight) {
    throw new SearchProblem(
      '“has:” takes the name of a field or tag.',
      { start: piece.start, end: piece.end },
      'Write for instance has:user or !has:release.',
    );
  }
  return presenceOf(readingOf(name, false, place, context), place, isNegated, context);
}

function presenceOf(reading: KeyReading, place: Place, isNegated: boolean, context: SearchContext): Filter {
  const has = (filter: Filter): Filter => negate(filter, isNegated);
  switch (reading.kind) {
    case 'number':
    case 'text':
    case 'date':
      return has({ kind: 'has', field: reading.field });
    case 'status':
    case 'release':
      return has({ kind: 'has', field: reading.kind });
    case 'project id':
      return has({ kind: 'has', field: 'project' });
    case 'user id':
      return has({ kind: 'like', field: 'user', pattern: 'id:*' });
    case 'user email':
      return has(ANY_EMAIL);
    case 'id':
    case 'event type':
      context.hints.push({ message: 'Every transaction has this.', start: place.start, end: place.end });
      return isNegated ? NOTHING : EVERYTHING;
    case 'version':
      throw new SearchProblem(
        '“has:” cannot tell the parts of a release.',
        place,
        'Write has:release, or compare: release.version:>=0.',
      );
  }
}

function textOn(tag: string): KeyReading {
  return { kind: 'text', field: { tag } };
}

/** How the value behind a name is read. Throws on a name that nothing here can have; hints at a tag. */
function readingOf(name: string, isTag: boolean, place: Place, context: SearchContext): KeyReading {
  if (isTag) return textOn(name);
  const key = toKey(name);
  const { start, end } = place;
  switch (key.kind) {
    case 'known':
      return key.reading;
    case 'refused':
      throw new SearchProblem(key.message, { start, end }, key.advice);
    case 'tag': {
      const meant = isFunctionName(name) ? `${name}()` : key.similar;
      const question = meant === null ? '' : ` Did you mean “${meant}”?`;
      const message = `“${name}” is read as a tag.${question}`;
      context.hints.push({ message, start, end, ...(meant === null ? {} : { meant }) });
      return textOn(name);
    }
  }
}
