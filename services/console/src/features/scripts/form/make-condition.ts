import type { ScriptCondition } from '@ringbase/domain';

const plain: { readonly [K in Exclude<ScriptCondition['kind'], 'all' | 'any' | 'not'>]: Extract<ScriptCondition, { kind: K }> } = {
  open: { kind: 'open' },
  holiday: { kind: 'holiday' },
  caller: { kind: 'caller', is: 'known' },
  'caller-number': { kind: 'caller-number', prefixes: [] },
  client: { kind: 'client', clientIds: [] },
  'owner-presence': { kind: 'owner-presence', in: ['available'] },
  dialled: { kind: 'dialled', numbers: [] },
  variable: { kind: 'variable', name: 'digits', test: 'equals', value: '' },
  'time-of-day': { kind: 'time-of-day', from: 9 * 60, until: 18 * 60, weekdays: [] },
  share: { kind: 'share', percent: 50 },
};

/** A condition of a kind; one that is made of others takes up what stood there before, and `all` and `any` take over each other's parts. */
export function makeCondition(kind: ScriptCondition['kind'], before: ScriptCondition | null): ScriptCondition {
  const parts = before === null ? [] : before.kind === 'all' || before.kind === 'any' ? before.of : [before];
  switch (kind) {
    case 'all':
    case 'any':
      return { kind, of: parts };
    case 'not':
      return { kind, of: before ?? plain.open };
    default:
      return plain[kind];
  }
}

/** `1320` is `22:00`; the end of the day is its beginning. */
export function timeOf(minute: number): string {
  const within = minute % 1440;
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}`;
}

/** Null: it is not a time. */
export function minuteOf(time: string): number | null {
  const [, hours, minutes] = /^(\d{2}):(\d{2})/.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}
