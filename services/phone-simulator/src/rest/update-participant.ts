import { z } from 'zod';
import { announce } from '../conferences/announce.js';
import { changeParticipant } from '../conferences/change-participant.js';
import type { Music, Participant } from '../conferences/conference.js';
import type { World } from '../world.js';
import { flag, isHttpUrl, method, parseForm } from './form.js';
import { RestProblem } from './problem.js';

/** https://www.twilio.com/docs/voice/api/conference-participant-resource#update-a-participant-resource */
const updateSchema = z.object({
  Muted: flag.optional(),
  Hold: flag.optional(),
  HoldUrl: z.string().optional(),
  HoldMethod: method.default('GET'),
  AnnounceUrl: z.string().optional(),
  AnnounceMethod: method.default('POST'),
  WaitUrl: z.string().optional(),
  WaitMethod: method.default('POST'),
  BeepOnExit: flag.optional(),
  EndConferenceOnExit: flag.optional(),
  Coaching: flag.optional(),
  CallSidToCoach: z.string().optional(),
});

export function requireUrl(name: string, url: string): string {
  // The code for a bad address is *unverified*.
  if (!isHttpUrl(url)) throw new RestProblem(400, 21205, `${name} is not a valid URL: ${url}`);
  return url;
}

function musicOf(name: string, url: string | undefined, verb: 'GET' | 'POST'): Music | undefined {
  if (url === undefined) return undefined;
  return url === '' ? { kind: 'silence' } : { kind: 'url', url: requireUrl(name, url), method: verb };
}

/** Coaching without a call to coach, or of one who is not there, is refused; the codes are *unverified*. */
function coachedOf(participant: Participant, coaching: boolean | undefined, callSid: string | undefined): string | null | undefined {
  if (coaching === false) return null;
  const wanted = callSid ?? (coaching ? participant.coached : undefined);
  if (coaching && !wanted) throw new RestProblem(400, 20001, 'CallSidToCoach is required when Coaching is true');
  if (wanted && !participant.conference.participants.some((one) => one.leg.sid === wanted && one !== participant))
    throw new RestProblem(400, 13240, `The call to coach, ${wanted}, is not in the conference`);
  return wanted;
}

/** Mutes, holds, announces to, or otherwise changes a participant. */
export function updateParticipant(world: World, participant: Participant, body: unknown): void {
  const input = parseForm(updateSchema, body);
  const announceUrl = input.AnnounceUrl === undefined ? null : requireUrl('AnnounceUrl', input.AnnounceUrl);
  changeParticipant(world, participant, {
    muted: input.Muted,
    hold: input.Hold,
    holdMusic: musicOf('HoldUrl', input.HoldUrl, input.HoldMethod),
    wait: musicOf('WaitUrl', input.WaitUrl, input.WaitMethod),
    beepOnExit: input.BeepOnExit,
    endOnExit: input.EndConferenceOnExit,
    coached: coachedOf(participant, input.Coaching, input.CallSidToCoach),
  });
  if (announceUrl !== null) void announce(world, participant.conference, participant, { url: announceUrl, method: input.AnnounceMethod });
}
