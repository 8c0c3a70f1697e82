import { Interrupted } from '../calls/interruption.js';
import { raceClock } from '../clock/race-clock.js';
import type { World } from '../world.js';
import type { Participant } from './conference.js';
import { joinConference } from './join-conference.js';
import { leaveConference } from './leave-conference.js';

export interface Attendance {
  signal: AbortSignal;
  timeLimitMs: number;
  /** The participant leaves by pressing `*`. https://www.twilio.com/docs/voice/twiml/dial#hangupOnStar */
  leavesOnStar: boolean;
}

/**
 * Somebody with a seat takes part until he goes, is sent away, or the conference is over. https://www.twilio.com/docs/voice/twiml/conference
 * That the others are told why he left: https://www.twilio.com/en-us/changelog/participantcallstatus-and-reasonparticipantleft-attributes-added
 */
export async function attend(world: World, participant: Participant, { signal, timeLimitMs, leavesOnStar }: Attendance): Promise<void> {
  const { leg } = participant;
  joinConference(world, participant);
  if (leavesOnStar)
    leg.onDigit = () => {
      if (leg.digits.includes('*')) leaveConference(world, participant, 'participant_hung_up');
    };
  try {
    await raceClock(world.clock, timeLimitMs, participant.left.promise, signal);
    // The time limit was reached, or he is out already.
    leaveConference(world, participant, 'participant_hung_up');
  } catch (error) {
    if (error instanceof Interrupted && error.why === 'reset') participant.playing?.stop.abort(error);
    else
      leaveConference(
        world,
        participant,
        error instanceof Interrupted && error.why === 'hangup' ? 'participant_hung_up' : 'participant_updated_via_api',
      );
    throw error;
  } finally {
    if (leavesOnStar) leg.onDigit = null;
  }
}
