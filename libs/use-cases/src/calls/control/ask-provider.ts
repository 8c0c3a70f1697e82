import { type CallEvent, type Conference, DomainError, isDomainError, type SettleRequest } from '@ringbase/domain';
import type { Telephony } from '@ringbase/telephony';

export type SettleDeps = {
  telephony: Telephony;
  /** Where a leg that is to join, or that is made for a call, asks and tells. */
  joinUrlsOf: (at: { callId: string; step: number; attached: boolean }) => { url: string; statusUrl: string };
  /** Where a recording that was begun in the middle of a call is told of. */
  recordingUrlOf: (at: { callId: string; step: number }) => string;
  /** Where the provider asks what somebody hears who is held, when it is a sound of the company's. */
  musicUrlOf: (soundId: string) => string;
};

/** The call that something is asked about; `musicId` null: whoever is held hears the provider's own music. */
type AskedCall = { callId: string; conference: Conference | null; musicId: string | null };

/** What the provider's answer tells already, should its callback never come; null: nothing. */
type Told = ((at: Date) => CallEvent) | null;

/** Asks the provider for one thing. What is so already is no failure; whatever else it refuses is thrown. */
export async function askProvider(
  { telephony, joinUrlsOf, recordingUrlOf, musicUrlOf }: SettleDeps,
  { callId, conference, musicId }: AskedCall,
  request: SettleRequest,
): Promise<Told> {
  switch (request.kind) {
    case 'lift':
      await unlessGone(() =>
        telephony.redirectCall(request.providerCallId, joinUrlsOf({ callId, step: conference?.step ?? 0, attached: false }).url),
      );
      return redirected(request);
    case 'send-on':
      await unlessGone(() =>
        telephony.redirectCall(request.providerCallId, joinUrlsOf({ callId, step: request.step, attached: false }).url),
      );
      return redirected(request);
    case 'end':
      await unlessGone(() => telephony.endCall(request.providerCallId));
      return null;
    case 'hold': {
      const { providerConferenceId } = await find(telephony, conference);
      const { providerCallId, hold } = request;
      await telephony.changeParticipant(providerConferenceId, providerCallId, {
        hold,
        holdUrl: hold && musicId !== null ? musicUrlOf(musicId) : null,
      });
      return told(conference, providerConferenceId, providerCallId, hold ? 'held' : 'unheld');
    }
    case 'mute': {
      const { providerConferenceId } = await find(telephony, conference);
      const { providerCallId, muted } = request;
      await telephony.changeParticipant(providerConferenceId, providerCallId, { muted });
      return told(conference, providerConferenceId, providerCallId, muted ? 'muted' : 'unmuted');
    }
    case 'record': {
      const of = request.providerCallId === null ? await find(telephony, conference) : { providerCallId: request.providerCallId };
      await telephony.changeRecording(of, request.paused ? 'paused' : 'in-progress');
      return null;
    }
    case 'begin-recording':
      await telephony.beginRecording(request.providerCallId, recordingUrlOf({ callId, step: conference?.step ?? 0 }));
      return null;
  }
}

async function find(telephony: Telephony, conference: Conference | null): Promise<{ providerConferenceId: string }> {
  if (conference?.providerConferenceId) return { providerConferenceId: conference.providerConferenceId };
  const found = conference === null ? null : await telephony.findConference(conference.name);
  if (found === null) throw new DomainError('NOT_FOUND', 'The conference has not begun.');
  return found;
}

/** A leg that is over needs nothing any more. */
async function unlessGone(ask: () => Promise<void>): Promise<void> {
  try {
    await ask();
  } catch (error) {
    if (!isDomainError(error) || (error.code !== 'NOT_FOUND' && error.code !== 'INVALID')) throw error;
  }
}

function redirected({ providerCallId, step }: { providerCallId: string; step: number }): Told {
  return (at) => ({
    key: `redirected:${step}:${providerCallId}:${at.toISOString()}`,
    at,
    kind: 'redirected',
    body: { providerCallId, step },
  });
}

/** After the last that it told by itself: its own numbers are whole. */
function told(
  conference: Conference | null,
  providerConferenceId: string,
  providerCallId: string,
  what: 'held' | 'unheld' | 'muted' | 'unmuted',
): Told {
  const sequence = Math.floor(conference?.lastSequence ?? -1) + 0.5;
  return (at) => ({
    key: `conference:${providerConferenceId}:${providerCallId}:${what}:${at.toISOString()}`,
    at,
    kind: 'conference-told',
    body: { providerConferenceId, sequence, what, legId: null, providerCallId },
  });
}
