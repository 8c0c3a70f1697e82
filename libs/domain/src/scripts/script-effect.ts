import type { HttpMethod } from './call-script.js';

/** What a script does beside the call: written with the step in one statement, done by a worker, once. `key` is unique within the call. */
export type ScriptEffect = { key: string; step: number } & (
  | {
      kind: 'http-request';
      method: HttpMethod;
      url: string;
      headers: Readonly<Record<string, string>>;
      /** JSON text; null sends none. */
      body: string | null;
      /** Variables by the path at which the answer's JSON holds them. */
      answer: Readonly<Record<string, string>>;
      seconds: number;
    }
  | { kind: 'create-application'; title: string; typeId: string | null }
  | { kind: 'create-task'; note: string; dueInMinutes: number; ownerId: string | null }
  | { kind: 'notify'; people: readonly string[]; text: string }
);
export type ScriptEffectKind = ScriptEffect['kind'];
export const scriptEffectKinds = [
  'http-request',
  'create-application',
  'create-task',
  'notify',
] as const satisfies readonly ScriptEffectKind[];
