import type { CallScript } from '@ringbase/domain';
import type { TFunction } from 'i18next';

type Block = CallScript['blocks'][string];
export type Way = { label: string; to: string };

/** What a block does, in words. `nameOf` gives the name of a person by his id. */
export function sayBlock(t: TFunction, block: Block, language: string, nameOf: (id: string) => string | undefined): string {
  const words = (given: Readonly<Record<string, string>>) => given[language] || given['en'] || '';
  const person = 'personId' in block && block.personId ? (nameOf(block.personId) ?? t('scripts.somebody')) : '';
  const whom = 'whom' in block ? t(`scripts.whom.${block.whom}`, { person }) : '';
  const say = (values: Record<string, unknown> = {}) => t(`scripts.does.${block.kind}`, { ...values, whom });
  switch (block.kind) {
    case 'condition':
      return say({ what: t(`scripts.condition.${block.when.kind}`) });
    case 'switch':
      return say({ name: block.on });
    case 'set-variable':
      return say({ name: block.name, value: block.value });
    case 'http-request':
      return say({ method: block.method, url: block.url, count: block.seconds });
    case 'say':
      return say({ words: words(block.words) });
    case 'menu':
      return say({ words: words(block.words) });
    case 'voicemail':
      return say({ words: words(block.greeting) });
    case 'ring':
      return say({ count: block.seconds, how: block.strategy ? t(`scripts.strategy.${block.strategy}`) : '' });
    case 'queue':
      return say({ count: Math.round(block.seconds / 60) });
    case 'transfer':
      return say({ number: block.number, count: block.seconds });
    case 'create-application':
      return say({ title: block.title });
    case 'create-task':
      return say({ note: block.note });
    case 'notify':
      return say({ text: block.text });
    default:
      return say();
  }
}

/** Where a block leads, each way with the name it goes by. */
export function waysOf(t: TFunction, block: Block): Way[] {
  const way = (key: string, to: string): Way => ({ label: t(`scripts.way.${key}`), to });
  switch (block.kind) {
    case 'switch-owner':
      return Object.entries(block.cases).map(([presence, to]) => ({
        label: presence === 'none' ? t('scripts.way.no-owner') : t(`presence.${presence}`),
        to,
      }));
    case 'condition':
      return [way('yes', block.yes), way('no', block.no)];
    case 'switch':
      return [...block.cases.map(({ equals, next }) => ({ label: `“${equals}”`, to: next })), way('otherwise', block.otherwise)];
    case 'http-request':
      return [way('answered', block.next), way('failed', block.failed)];
    case 'menu':
      return [
        ...Object.entries(block.choices).map(([digits, to]) => ({ label: digits, to })),
        way('no-input', block.noInput),
        way('wrong', block.wrong),
      ];
    case 'queue':
      return [way('next', block.next), way('full', block.full)];
    case 'go-to':
      return [way('next', block.block)];
    case 'hang-up':
      return [];
    default:
      return [way('next', block.next)];
  }
}

/** Blocks in the order in which calls come to them, those that none comes to last. */
export function orderBlocks(script: CallScript): [string, Block][] {
  const seen = new Set<string>();
  const open = [script.start];
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const block = Object.hasOwn(script.blocks, id) ? script.blocks[id] : undefined;
    if (seen.has(id) || block === undefined) continue;
    seen.add(id);
    open.push(...waysOf(((key: string) => key) as TFunction, block).map(({ to }) => to));
  }
  const rest = Object.keys(script.blocks).filter((id) => !seen.has(id));
  return [...seen, ...rest].map((id) => [id, script.blocks[id] as Block]);
}
