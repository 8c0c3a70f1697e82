import type { CallScript, ScriptBlock } from './call-script.js';
import type { ScriptFault } from './validate-script.js';

/** What a script speaks of that lies outside it. */
export type ScriptReferences = {
  people: readonly string[];
  sounds: readonly string[];
  types: readonly string[];
  /** E.164. */
  numbers: readonly string[];
};

/** What of that there is. */
export type KnownReferences = {
  /** People who work here. */
  people: ReadonlySet<string>;
  /** Sounds of the department that have not been removed. */
  sounds: ReadonlySet<string>;
  types: ReadonlySet<string>;
  /** Why a number may not be dialled; a number that is not among these may. */
  refusedNumbers: Readonly<Record<string, string>>;
  /** Whom scripts may ask: `https://crm.example`. */
  origins: ReadonlySet<string>;
};

export function referencesOf(script: CallScript): ScriptReferences {
  const blocks = Object.values(script.blocks);
  const unique = (of: (block: ScriptBlock) => string | null | undefined) => [...new Set(blocks.flatMap((block) => of(block) ?? []))];
  return {
    people: unique(personOf),
    sounds: unique(soundOf),
    types: unique((block) => (block.kind === 'create-application' ? block.typeId : null)),
    numbers: unique((block) => (block.kind === 'transfer' ? block.number : null)),
  };
}

/** What keeps a script from being published although it holds together in itself: it speaks of what is not there or must not be. */
export function validateReferences(script: CallScript, known: KnownReferences): readonly ScriptFault[] {
  return Object.entries(script.blocks).flatMap(([id, block]): readonly ScriptFault[] => {
    const [person, sound] = [personOf(block), soundOf(block)];
    const fault = (code: ScriptFault['fault'], detail: string): ScriptFault => ({ block: id, fault: code, detail });
    if (person !== null && !known.people.has(person)) return [fault('person-unknown', person)];
    if (sound !== null && !known.sounds.has(sound)) return [fault('sound-unknown', sound)];
    switch (block.kind) {
      case 'create-application':
        return block.typeId === null || known.types.has(block.typeId) ? [] : [fault('type-unknown', block.typeId)];
      case 'transfer': {
        const refusal = known.refusedNumbers[block.number];
        return refusal === undefined ? [] : [fault('number-refused', refusal)];
      }
      case 'http-request': {
        const origin = originOf(block.url);
        return origin !== null && known.origins.has(origin) ? [] : [fault('origin-refused', origin ?? block.url)];
      }
      default:
        return [];
    }
  });
}

function personOf(block: ScriptBlock): string | null {
  return 'personId' in block && 'whom' in block && block.whom === 'person' ? (block.personId ?? null) : null;
}

function soundOf(block: ScriptBlock): string | null {
  const sound = block.kind === 'play' ? block.sound : block.kind === 'queue' ? block.music : null;
  return sound?.kind === 'uploaded' ? sound.soundId : null;
}

/** Null for an address whose host is not the script's own to name: a variable in it would send the call's data wherever its value says. */
function originOf(url: string): string | null {
  const [, origin] = /^(https?:\/\/[a-z0-9.-]+(?::\d{1,5})?)(?:[/?#]|$)/i.exec(url) ?? [];
  if (origin === undefined) return null;
  return origin.toLowerCase().replace(/^(https:\/\/[^:]+):443$|^(http:\/\/[^:]+):80$/, '$1$2');
}
