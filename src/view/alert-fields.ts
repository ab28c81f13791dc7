import { ALERT_LISTS, DEFAULT_ALERT_PLACE } from './alert-place.ts';
import { parseTime, printTime } from './interval.ts';
import type { ViewField } from './view-field.ts';
import { parseWidget, printWidget } from './widget-text.ts';

const ID = /^[\w-]{1,64}$/;

/** The id in a parameter; null where there is none, and a problem where it is none. */
function idIn(params: URLSearchParams, key: string): { id: string | null; problem?: string } {
  const id = params.get(key);
  if (id === null || ID.test(id)) return { id };
  return { id: null, problem: `“${key}=${id}” is not the id of an alert rule.` };
}

const alert: ViewField = {
  keys: ['alerts', 'rule', 'like', 'measure', 'incident'],
  encode: ({ alert: { list, rule, like, measure, incident } }) => {
    const parts: [string, string | null][] = [
      ['alerts', list === DEFAULT_ALERT_PLACE.list ? null : list],
      ['rule', rule],
      ['like', like],
      ['measure', measure === null ? null : printWidget(measure)],
      ['incident', incident === null ? null : printTime(incident)],
    ];
    return parts.filter((part): part is [string, string] => part[1] !== null);
  },
  decode: (params) => {
    const listText = params.get('alerts');
    const list = ALERT_LISTS.find((name) => name === (listText ?? DEFAULT_ALERT_PLACE.list));
    const rule = idIn(params, 'rule');
    const like = idIn(params, 'like');
    const measureText = params.get('measure');
    const measure = measureText === null ? null : parseWidget(measureText);
    const incidentText = params.get('incident');
    const incident = incidentText === null ? null : parseTime(incidentText);
    const problem =
      rule.problem ??
      like.problem ??
      (list === undefined
        ? `“alerts=${listText}” is no list of alerts; the rules are shown.`
        : measureText !== null && measure === null
          ? `“measure=${measureText}” is no metric.`
          : Number.isNaN(incident)
            ? `“incident=${incidentText}” is no time; the last incident is shown.`
            : undefined);
    return {
      alert: {
        list: list ?? DEFAULT_ALERT_PLACE.list,
        rule: rule.id,
        like: like.id,
        measure,
        incident: Number.isNaN(incident) ? null : incident,
      },
      ...(problem !== undefined && { problem }),
    };
  },
};

/** The pages of alerts. */
export const ALERT_FIELDS: readonly ViewField[] = [alert];
