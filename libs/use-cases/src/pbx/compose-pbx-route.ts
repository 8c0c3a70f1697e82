import type { PbxRouteAnswer } from '@ringbase/contracts';
import {
  type CallContext,
  chooseCandidate,
  DomainError,
  decideRoutable,
  extensionOf,
  type RoutePerson,
  type SignalDecision,
  unroutableWords,
} from '@ringbase/domain';
import type { PbxInstruction } from '@ringbase/telephony';

export type PbxRouteWords = {
  departmentExtension: string | null;
  instructions: readonly PbxInstruction[];
  urlOfApplication: (id: string) => string;
};

/** A decision in the words of the PBX's door. Pure. Throws NOT_FOUND where the dialled number is none of ours. */
export function composePbxRoute(decision: SignalDecision, context: CallContext, words: PbxRouteWords, now: Date): PbxRouteAnswer {
  const { department, clients, candidates, people } = context.facts;
  if (department === null) throw new DomainError('NOT_FOUND', 'The dialled number is none of this company’s.', { field: 'dialled' });
  const attribution = decision.state?.attribution ?? chooseCandidate(context.facts);
  const client = clients.find((one) => one.clientId === attribution.clientId);
  const application = candidates.find((one) => one.applicationId === attribution.applicationId);
  const owner = attribution.intendedPersonId === null ? undefined : people[attribution.intendedPersonId];
  return {
    callId: context.callId,
    application: application
      ? { id: application.applicationId, number: application.number, url: words.urlOfApplication(application.applicationId) }
      : null,
    client: client ? { id: client.clientId, name: client.clientName } : null,
    owner: owner ? ownerOf(owner, context, department.language, now) : null,
    department: { id: department.id, name: department.name, extension: words.departmentExtension },
    instructions: [...words.instructions],
  };
}

function ownerOf(
  owner: RoutePerson,
  { presences }: CallContext,
  language: keyof (typeof unroutableWords)['on-call'],
  now: Date,
): NonNullable<PbxRouteAnswer['owner']> {
  const presence = presences[owner.id];
  const reasons = presence === undefined ? [] : decideRoutable(presence, now).reasons;
  const extensions = owner.devices.filter(({ kind }) => kind === 'sip').flatMap(({ address }) => extensionOf(address) ?? []);
  return {
    id: owner.id,
    name: owner.name,
    extension: extensions[0] ?? null,
    mobile: owner.devices.find(({ kind }) => kind === 'mobile')?.address ?? null,
    routable: reasons.length === 0,
    reasons: reasons.map((code) => ({ code, words: unroutableWords[code][language] })),
  };
}
