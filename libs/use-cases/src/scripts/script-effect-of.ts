import type { DueEffect } from '@ringbase/database';
import type { ScriptEffect, ScriptEffectKind } from '@ringbase/domain';

/** A claimed effect of one kind. */
export type DueEffectOf<K extends ScriptEffectKind> = Omit<DueEffect, 'effect'> & { effect: Extract<ScriptEffect, { kind: K }> };
