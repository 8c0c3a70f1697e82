import { RestProblem } from './problem.js';

export type Query = Record<string, string>;

export interface Page<T> {
  items: T[];
  frame: {
    end: number;
    first_page_uri: string;
    next_page_uri: string | null;
    page: number;
    page_size: number;
    previous_page_uri: string | null;
    start: number;
    uri: string;
  };
}

const MAX_PAGE = 1_000;

function wholeNumber(text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new RestProblem(400, 20001, `Invalid page parameter ${text}`);
  return Number(text);
}

/**
 * One page of a list. The token of the next page names the last item of this one, so new calls do not shift pages.
 * https://www.twilio.com/docs/usage/twilios-response#response-formats-list-paging-information
 */
export function pageOf<T extends { sid: string }>(items: readonly T[], path: string, query: Query): Page<T> {
  const size = Math.min(MAX_PAGE, Math.max(1, wholeNumber(query.PageSize, 50)));
  const page = wholeNumber(query.Page, 0);
  const token = query.PageToken;
  const after = token === undefined ? -1 : items.findIndex((item) => `PA${item.sid}` === token);
  if (token !== undefined && after < 0) throw new RestProblem(400, 20006, `Invalid PageToken ${token}`);
  const start = token === undefined ? page * size : after + 1;
  const slice = items.slice(start, start + size);
  const filters = Object.entries(query).filter(([name]) => !['PageSize', 'Page', 'PageToken'].includes(name));
  const uriOf = (number: number, last?: string): string => {
    const search = new URLSearchParams([
      ...filters,
      ['PageSize', String(size)],
      ['Page', String(number)],
      ...(last === undefined ? [] : [['PageToken', `PA${last}`] as [string, string]]),
    ]);
    return `${path}?${search.toString()}`;
  };
  const last = slice.at(-1);
  const hasNext = last !== undefined && start + size < items.length;
  const beforePrevious = items[start - size - 1];
  return {
    items: slice,
    frame: {
      page,
      page_size: size,
      start: page * size,
      end: page * size + Math.max(0, slice.length - 1),
      uri: uriOf(page, token?.slice(2)),
      first_page_uri: uriOf(0),
      next_page_uri: hasNext ? uriOf(page + 1, last.sid) : null,
      previous_page_uri: page > 0 ? uriOf(page - 1, page > 1 ? beforePrevious?.sid : undefined) : null,
    },
  };
}

/** Filters by day, in UTC: `Name`, `Name<` (that day or before) and `Name>` (that day or after). https://www.twilio.com/docs/voice/api/call-resource#read-multiple-call-resources */
export function dayFilter(query: Query, name: string): (ms: number | null) => boolean {
  const day = (text: string | undefined): string | null => {
    if (text === undefined) return null;
    const parsed = Date.parse(text);
    if (Number.isNaN(parsed)) throw new RestProblem(400, 20001, `Invalid ${name} ${text}`);
    return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? new Date(parsed).toISOString().slice(0, 10);
  };
  const [on, before, after] = [day(query[name]), day(query[`${name}<`]), day(query[`${name}>`])];
  return (ms) => {
    if (on === null && before === null && after === null) return true;
    if (ms === null) return false;
    const its = new Date(ms).toISOString().slice(0, 10);
    return (on === null || its === on) && (before === null || its <= before) && (after === null || its >= after);
  };
}
