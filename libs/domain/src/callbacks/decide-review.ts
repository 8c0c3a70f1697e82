import type { CallProjection } from '../calls/project-call.js';
import { reallyTalked } from './really-talked.js';

export type ReviewPerson = { dismissed: boolean; assistantId: string | null; superiorId?: string | null };

type ReviewedCall = Pick<
  CallProjection,
  'direction' | 'outcome' | 'talkSeconds' | 'control' | 'intendedPersonId' | 'answeredByPersonId'
> & {
  line: readonly { personId: string | null }[];
};

/**
 * Who is to look at a call that somebody else has answered for him; null: nobody, as when it was handed to him later. An assistant and his superior work on the same applications,
 * so neither is asked to look at what the other has done.
 */
export function decideReview(call: ReviewedCall, people: Readonly<Record<string, ReviewPerson>>): string | null {
  const { intendedPersonId: owner, answeredByPersonId: answerer } = call;
  if (call.direction !== 'inbound' || owner === null || answerer === null || !reallyTalked(call)) return null;
  if (people[owner]?.dismissed) return null;
  const talked = [answerer, ...call.line.flatMap(({ personId }) => personId ?? [])];
  const knows = (person: string) => person === owner || areAPair(owner, person, people) || areAPair(person, owner, people);
  return talked.some(knows) ? null : owner;
}

function areAPair(superior: string, assistant: string, people: Readonly<Record<string, ReviewPerson>>): boolean {
  return people[superior]?.assistantId === assistant || people[assistant]?.superiorId === superior;
}
