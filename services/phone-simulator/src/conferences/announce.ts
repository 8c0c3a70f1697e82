import { readAnswer } from '../calls/fetch-document.js';
import { ApplicationFailure, Interrupted } from '../calls/interruption.js';
import { CONFERENCE_MUSIC, hearVerbs } from '../verbs/listen.js';
import { API_VERSION, callParams } from '../webhooks/call-params.js';
import { askForTwiml } from '../webhooks/deliver.js';
import type { HttpMethod } from '../webhooks/http-method.js';
import { noteWarning, type World } from '../world.js';
import type { Conference, Participant } from './conference.js';
import { tellConference } from './tell-conference.js';

export interface Announcement {
  url: string;
  method: HttpMethod;
}

/** A participant who leaves hears no more of it; the others hear it to its end. */
async function hearUntilGone(world: World, participant: Participant, document: Awaited<ReturnType<typeof ask>>): Promise<string | null> {
  const gone = new AbortController();
  void participant.left.promise.then(() => gone.abort(new Interrupted('hangup')));
  try {
    const listening = { world, leg: participant.leg, signal: gone.signal, documentUrl: document.url };
    const heard = await hearVerbs(listening, document.verbs, CONFERENCE_MUSIC);
    return heard.kind === 'goto' && heard.source.kind === 'url' ? heard.source.url : null;
  } catch (error) {
    if (!gone.signal.aborted) throw error;
    return null;
  }
}

async function ask(world: World, conference: Conference, only: Participant | null, { url, method }: Announcement) {
  const [first] = conference.participants;
  const leg = only?.leg ?? first?.leg;
  if (!leg) throw new ApplicationFailure(11200, 'nobody to announce to', url);
  leg.webhooks += 1;
  const delivered = await askForTwiml(world, {
    kind: 'voice',
    key: `${leg.ordinal}:${leg.webhooks}`,
    callSid: leg.sid,
    url,
    method,
    // Which parameters an announcement to a whole conference is asked with is *unverified*.
    params: {
      ...(only === null ? { AccountSid: world.credentials.accountSid, ApiVersion: API_VERSION } : callParams(world, leg)),
      ConferenceSid: conference.sid,
      FriendlyName: conference.friendlyName,
    },
  });
  if (delivered.answer === null) throw new ApplicationFailure(11200, delivered.failure ?? 'no answer', url);
  return readAnswer(world, leg, delivered.answer, delivered.url);
}

/**
 * Announces something to one participant or to all, then tells that it is over. An announcement that cannot be had is an error
 * in the debugger, and nothing is told (*unverified*; `announcement-fail` is for the provider's own failures).
 * https://www.twilio.com/docs/voice/twiml/conference#attributes-status-callback-event
 */
export async function announce(world: World, conference: Conference, only: Participant | null, announcement: Announcement): Promise<void> {
  let next: string | null = announcement.url;
  try {
    while (next !== null) {
      const url: string = next;
      const document = await ask(world, conference, only, { ...announcement, url });
      const listeners = only === null ? conference.participants.filter((one) => one.joinedAt !== null) : [only];
      const ends = await Promise.all(listeners.map((one) => hearUntilGone(world, one, document)));
      next = ends.find((end) => end !== null) ?? null;
    }
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    if (error.code !== 11200) noteWarning(world, only?.leg.sid ?? '', error.code, error.message);
    return;
  }
  if (!world.conferences.has(conference.sid)) return;
  const isHere = only !== null && only.leftAt === null;
  tellConference(world, conference, 'announcement', 'announcement-end', {
    participant: isHere ? only : null,
    extra: { AnnounceUrl: announcement.url },
  });
}
