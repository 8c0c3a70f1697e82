import type { DryRun, DryRunResult } from '@ringbase/contracts';
import {
  appendAudit,
  findDepartment,
  listDepartmentNumbers,
  listPersonNames,
  listRoutePeople,
  listVisible,
  loadCall,
  type Tx,
} from '@ringbase/database';
import {
  blockOf,
  type CallScript,
  chooseCandidate,
  classifyCaller,
  DomainError,
  derivedFrom,
  factsFor,
  parsePhone,
  type RouteFacts,
  type Seen,
  type Supposition,
  sayWhy,
  tellWalk,
  untoldVariables,
  type Walk,
  walkScript,
  withoutSpoken,
} from '@ringbase/domain';
import { maskFacts } from '../calls/mask-facts.js';
import { showCaller } from '../calls/show-caller.js';
import { showText } from '../clients/show-text.js';
import type { Actor, Context } from '../context.js';
import { findLanguage } from './find-language.js';
import { findScriptOfSource } from './find-script-of-source.js';
import { hideUnseen } from './hide-unseen.js';
import { mustFindOwnDepartment } from './must-find-own-department.js';
import { toldWalk } from './told-walk.js';

/**
 * Goes a supposed call's way through a script by what is known now, and writes nothing but that it was tried: whoever phones is looked up in the whole company.
 * Of a client or an application that the person may not see he learns the way alone. The script may still have faults: the walk stops where it leads nowhere.
 * Throws INVALID for a number that is none of the department's, NOT_FOUND for a script that is not there.
 */
export async function dryRunScript(ctx: Context, { departmentId, ...asked }: DryRun & { departmentId: string }): Promise<DryRunResult> {
  const at = asked.at === undefined ? ctx.clock() : new Date(asked.at);
  const callId = ctx.ids();
  const { script, language, call } = await ctx.transaction(async (tx) => {
    await mustFindOwnDepartment(ctx, tx, departmentId);
    const found = {
      script: await findScriptOfSource(tx, departmentId, asked.source),
      language: await findLanguage(ctx, tx),
      call: await readAsked(tx, departmentId, asked),
    };
    await appendAudit(tx, {
      id: ctx.ids(),
      actorId: ctx.actor.personId,
      act: 'call-script.tried',
      objectKind: 'department',
      objectIds: [departmentId],
      at: ctx.clock(),
    });
    return found;
  });
  // As the house: a real call's decision rests on everything, whoever reads of it.
  const lookup = {
    callId,
    provider: 'dry-run',
    dialled: call.dialled,
    callerE164: call.callerE164,
    address: '',
    intentId: null,
    routes: true,
  };
  const loaded = await loadCall(ctx.house, lookup, at);
  const people = await withPeopleOf(ctx, loaded.context.facts, script, at);
  return ctx.transaction(async (tx) => {
    const seen = await listVisible(
      tx,
      people.clients.map(({ clientId }) => clientId),
      people.candidates.map(({ applicationId }) => applicationId),
    );
    const facts = hideUnseen(people, seen);
    const untold = derivedFrom(script, untoldVariables(seen, chooseCandidate(facts)));
    const walked = walkScript(withoutSpoken(script, untold), callId, facts, at, suppositionOf(script, asked.suppose));
    const walk = told(ctx.actor, seen, untold, walked);
    const names = await listPersonNames(tx, idsIn(walk));
    const nameOf = (id: string) => names.get(id);
    const other = { direction: 'inbound' as const, callerRaw: asked.caller ?? 'anonymous', clientE164: null, ...call };
    const path = tellWalk(script, walk, nameOf, language);
    const why = sayWhy(toldWalk(walk, facts, showCaller(ctx.actor, other).shown, nameOf), nameOf, language);
    return {
      end: {
        kind: walk.end.kind,
        personId: walk.end.kind === 'talked' ? walk.end.personId : null,
        block: walk.end.kind === 'talked' ? walk.end.block : (path.at(-1)?.block ?? null),
      },
      seconds: walk.seconds,
      path: path.map((line) => ({ ...line, heard: line.heard.map((text) => showText(ctx.actor, text)) })),
      trace: walk.trace.map((step) => ({ ...step, facts: { ...step.facts } })),
      effects: walk.effects.map(({ key, kind }) => ({ block: key.split(':')[0] ?? '', kind })),
      why: [...why],
    };
  });
}

/** A walk without what the viewer may not see, and without numbers if he sees none. */
function told(viewer: Actor, seen: Seen, untold: ReadonlySet<string>, walk: Walk): Walk {
  const tell = factsFor(seen, walk.trace, untold);
  const hide = <S extends Walk['trace'][number] | Walk['steps'][number]['trace'][number]>(step: S): S => ({
    ...step,
    facts: maskFacts(viewer, tell(step.facts)) as S['facts'],
  });
  return { ...walk, trace: walk.trace.map(hide), steps: walk.steps.map((step) => ({ ...step, trace: step.trace.map(hide) })) };
}

async function readAsked(tx: Tx, departmentId: string, { caller, dialled }: Pick<DryRun, 'caller' | 'dialled'>) {
  const region = (await findDepartment(tx, departmentId))?.region ?? '';
  const numbers = await listDepartmentNumbers(tx, departmentId);
  const e164 = dialled === undefined ? numbers[0] : parsePhone(dialled, region)?.e164;
  if (e164 === undefined || !numbers.includes(e164))
    throw new DomainError('INVALID', 'This is not a number of the department', { field: 'dialled' });
  const called = caller === null ? null : classifyCaller(caller, region);
  return { dialled: e164, callerE164: called?.kind === 'number' ? called.e164 : null };
}

/** A draft may name people whom the published script, by which facts are loaded, does not. */
async function withPeopleOf(ctx: Context, facts: RouteFacts, script: CallScript, at: Date): Promise<RouteFacts> {
  const named = Object.values(script.blocks).flatMap((block) =>
    'personId' in block && block.personId !== undefined ? [block.personId] : [],
  );
  const missing = named.filter((id) => facts.people[id] === undefined);
  return missing.length === 0 ? facts : { ...facts, people: { ...facts.people, ...(await listRoutePeople(ctx.house.db, missing, at)) } };
}

function suppositionOf(script: CallScript, suppose: DryRun['suppose']): Supposition {
  return {
    answers: (targets, seconds) => {
      const target = targets.find(({ kind, personId }) =>
        kind === 'number' ? suppose.numberAnswers : personId !== null && suppose.answers.includes(personId),
      );
      return target === undefined || suppose.answerSeconds > seconds ? null : { target, seconds: suppose.answerSeconds };
    },
    // What is pressed once in vain is not pressed again.
    digits: (block, tries) => (tries === 0 || blockOf(script, block)?.kind === 'queue' ? (suppose.digits[block] ?? '') : ''),
    http: (block) => {
      const values = suppose.httpAnswers[block] ?? null;
      return values === null ? { ok: false, reason: 'supposed' } : { ok: true, values };
    },
    messageSeconds: suppose.messageSeconds,
  };
}

function idsIn({ trace, end }: Walk): string[] {
  return [...JSON.stringify([trace, end]).matchAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g)].map(([id]) => id);
}
