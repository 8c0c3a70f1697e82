import type { BlockId, OwnerCase, ScriptBlock } from '@ringbase/domain';
import type { TFunction } from 'i18next';
import { presenceStatuses } from '../../presence/presence-order.js';

type Way = 'yes' | 'no' | 'otherwise' | 'answered' | 'failed' | 'no-input' | 'wrong' | 'next' | 'full' | 'late' | 'unanswered';
export type OutletName =
  | { kind: 'way'; way: Way }
  | { kind: 'owner'; owner: OwnerCase }
  | { kind: 'value'; value: string }
  | { kind: 'digits'; digits: string };

/** A way out of a block: its name, where it leads, and the block as it is when it leads elsewhere. */
export type Outlet = { id: string; name: OutletName; to: BlockId; lead: (to: BlockId) => ScriptBlock };

/** Where an outlet leads that is not connected yet: a block of this name is never made, so what is open keeps a script from being published. */
export const NOWHERE = 'nowhere';

const ownerCases: readonly OwnerCase[] = [...presenceStatuses, 'none'];

/** Every way out of a block, in the order in which it is drawn. The one place that knows them: drawn, edited and read are what it gives. */
export function outletsOf(block: ScriptBlock): readonly Outlet[] {
  switch (block.kind) {
    case 'switch-owner':
      return ownerCases.map((owner) => ({
        id: `owner:${owner}`,
        name: { kind: 'owner', owner },
        to: block.cases[owner],
        lead: (to) => ({ ...block, cases: { ...block.cases, [owner]: to } }),
      }));
    case 'condition':
      return [way('yes', block.yes, (yes) => ({ ...block, yes })), way('no', block.no, (no) => ({ ...block, no }))];
    case 'switch':
      return [
        ...block.cases.map(
          ({ equals, next }, index): Outlet => ({
            id: `case:${index}`,
            name: { kind: 'value', value: equals },
            to: next,
            lead: (to) => ({ ...block, cases: block.cases.map((one, at) => (at === index ? { ...one, next: to } : one)) }),
          }),
        ),
        way('otherwise', block.otherwise, (otherwise) => ({ ...block, otherwise })),
      ];
    case 'http-request':
      return [way('answered', block.next, (next) => ({ ...block, next })), way('failed', block.failed, (failed) => ({ ...block, failed }))];
    case 'menu':
      return [
        ...Object.entries(block.choices).map(
          ([digits, choice]): Outlet => ({
            id: `digits:${digits}`,
            name: { kind: 'digits', digits },
            to: choice,
            lead: (to) => ({ ...block, choices: { ...block.choices, [digits]: to } }),
          }),
        ),
        way('no-input', block.noInput, (noInput) => ({ ...block, noInput })),
        way('wrong', block.wrong, (wrong) => ({ ...block, wrong })),
      ];
    case 'ring':
    case 'transfer':
      return [way('unanswered', block.next, (next) => ({ ...block, next }))];
    case 'queue':
      return [way('late', block.next, (next) => ({ ...block, next })), way('full', block.full, (full) => ({ ...block, full }))];
    case 'set-variable':
    case 'say':
    case 'play':
    case 'voicemail':
    case 'create-application':
    case 'create-task':
    case 'notify':
      return [way('next', block.next, (next) => ({ ...block, next }))];
    case 'go-to':
      return [way('next', block.block, (to) => ({ ...block, block: to }))];
    case 'hang-up':
      return [];
  }
}

function way(id: Way, to: BlockId, lead: Outlet['lead']): Outlet {
  return { id, name: { kind: 'way', way: id }, to, lead };
}

export function sayOutlet(t: TFunction, { name }: Pick<Outlet, 'name'>): string {
  switch (name.kind) {
    case 'way':
      return t(`scripts.way.${name.way}`);
    case 'owner':
      return name.owner === 'none' ? t('scripts.way.no-owner') : t(`presence.${name.owner}`);
    case 'value':
      return `“${name.value}”`;
    case 'digits':
      return t('scripts.way.digits', { digits: name.digits });
  }
}
