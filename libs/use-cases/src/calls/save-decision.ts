import { type CallWrite, type LoadedCall, newsRow, type OutboxRow, type SaveResult, saveCall, type Tx, workRow } from '@ringbase/database';
import {
  automaticBlockOf,
  type CallEvent,
  type CallNews,
  type CallProjection,
  decideConsequences,
  projectCall,
  type RouteState,
  rungAlone,
  type ScriptEffect,
} from '@ringbase/domain';
import { blockingNews } from '../blocking/blocking-news.js';
import type { HouseContext } from '../context.js';
import { expectConversation } from './expect-conversation.js';

/** What was decided about a loaded call, by a message of the provider or by a person. */
export type Decided = {
  key: string | null;
  answer: unknown;
  providerCallId: string;
  events: readonly CallEvent[];
  state: RouteState | null;
  recordings: CallWrite['recordings'];
  /** Recordings whose sound is ready to be fetched. */
  fetch: readonly string[];
  remember: CallWrite['remember'];
  audit: CallWrite['audit'];
  effects?: readonly ScriptEffect[];
  /** What is to be remembered of what was known as the call came in. */
  facts?: CallWrite['facts'];
};

/** Writes a decision with all its consequences in one statement. Nothing is written when the call's first message is still to come. */
export async function saveDecision(
  ctx: HouseContext,
  loaded: LoadedCall,
  decided: Decided,
  now: Date,
  tx?: Tx,
): Promise<SaveResult | 'nothing'> {
  const { context } = loaded;
  const known = new Set(context.events.map((event) => event.key));
  const events = decided.events.filter((event) => !known.has(event.key));
  const before = projectCall(context.events);
  const after = projectCall([...context.events, ...events]);
  if (after === null) return 'nothing';
  const block = automaticBlockOf(events);
  const follows = decideConsequences(before, after, context, now);
  const promises = [follows.promise, follows.review].filter((promise) => promise !== null);
  // That something could not be done is nothing to try it again for.
  const settles = after.control !== null && events.some(({ kind }) => kind !== 'control-failed');
  return saveCall(tx ?? ctx.house, {
    key: decided.key,
    answer: decided.answer,
    callId: context.callId,
    provider: context.provider,
    providerCallId: decided.providerCallId,
    version: context.version,
    state: decided.state,
    before,
    projection: after,
    eventsBefore: context.events.length,
    events,
    recordings: expectConversation(loaded, decided.recordings, follows.expectRecordingOfStep, ctx.ids, now),
    onCall: follows.onCall,
    released: follows.released,
    grants: follows.grants.map((grant) => ({ ...grant, at: now })),
    closeGrantsAt: follows.closeGrantsAt,
    promises: promises.map((promise) => ({ ...promise, id: ctx.ids() })),
    kept: follows.keptFor === null ? [] : [{ ...follows.keptFor, at: after.answeredAt ?? now }],
    talkedAt: follows.talkedAt,
    remember: decided.remember,
    rung: rungAlone(events),
    enterQueue: follows.queue?.kind === 'enter' ? follows.queue.waiting : null,
    leaveQueue: follows.queue?.kind === 'leave' ? { how: follows.queue.how, at: now } : null,
    effects: (decided.effects ?? []).map((effect) => ({ id: ctx.ids(), key: effect.key, kind: effect.kind, body: effect, at: now })),
    facts: decided.facts ?? null,
    block,
    settleAt: settles ? now : null,
    audit: [
      ...decided.audit,
      ...follows.grants.map(({ personId, applicationId }) => ({
        id: ctx.ids(),
        actorId: personId,
        act: 'application.granted-by-call',
        objectKind: 'application',
        objectId: applicationId,
        at: now,
      })),
    ],
    outbox: [
      ...follows.news.map((news) => toOutbox(news, context.callId, after, loaded)),
      ...promises.map((promise) => callbacksChanged(context.callId, promise.ownerId, promise.departmentId)),
      ...(follows.queue === null ? [] : [workRow('queue.serve', {})]),
      ...(block === null ? [] : [blockingNews(block.id, after.departmentId)]),
      ...(settles ? [workRow('calls.settle', { callId: context.callId })] : []),
      ...(decided.effects?.length ? [workRow('scripts.effects', {})] : []),
      ...decided.fetch.map((recordingId) => workRow('recordings.fetch', { recordingId })),
    ],
  });
}

function toOutbox(news: CallNews, callId: string, call: CallProjection, loaded: LoadedCall): OutboxRow {
  switch (news.kind) {
    case 'ringing':
    case 'ringing-over':
      return newsRow({ kind: news.kind, callId }, { people: news.people, departments: [] });
    case 'open-card':
      return newsRow({ kind: 'open-card', callId, tab: news.tab }, { people: [news.person], departments: [] });
    case 'presence-changed':
      return newsRow(
        { kind: 'changed', changes: news.people.map((id) => ({ noun: 'presence', id })) },
        { people: news.people, departments: call.departmentId === null ? [] : [call.departmentId] },
      );
    case 'call-changed': {
      const assistants = news.people.flatMap((person) => loaded.context.facts.people[person]?.assistantId ?? []);
      return newsRow(
        { kind: 'changed', changes: [{ noun: 'call', id: callId, applicationId: news.applicationId }] },
        { people: [...new Set([...news.people, ...assistants])], departments: news.departmentId === null ? [] : [news.departmentId] },
      );
    }
  }
}

function callbacksChanged(callId: string, ownerId: string | null, departmentId: string | null): OutboxRow {
  return newsRow(
    { kind: 'changed', changes: [{ noun: 'callback', id: callId }] },
    { people: ownerId === null ? [] : [ownerId], departments: departmentId === null ? [] : [departmentId] },
  );
}
