import type { ScriptBlock } from '@ringbase/domain';
import type { TFunction } from 'i18next';

/** What a block does, in words. `nameOf` gives the name of a person by his id. */
export function sayBlock(t: TFunction, block: ScriptBlock, language: string, nameOf: (id: string) => string | undefined): string {
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
