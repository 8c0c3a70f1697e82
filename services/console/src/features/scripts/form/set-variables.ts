import type { CallScript } from '@ringbase/domain';

/** A name that a script may set. */
export const variableName = /^[a-z][a-z0-9_]{0,39}$/;

/** Every variable that some block sets. */
export function setVariables(script: CallScript): readonly string[] {
  const names = Object.values(script.blocks).flatMap((block) =>
    block.kind === 'set-variable' ? [block.name] : block.kind === 'http-request' ? Object.keys(block.answer) : [],
  );
  return [...new Set(names)].filter((name) => variableName.test(name)).sort();
}
