import type { CallInstruction } from '@ringbase/domain';
import type twilio from 'twilio';
import { buildConferenceUrl, buildRecordingUrl, buildStepUrl, musicUrlOf } from './urls.js';

type Conference = Extract<CallInstruction, { kind: 'conference' }>;
type Response = InstanceType<typeof twilio.twiml.VoiceResponse>;

/**
 * A leg joins its call's conference; the first to come decides who is told of it and how it is recorded. Without `waitUrl` the provider plays its own music.
 * Source: https://www.twilio.com/docs/voice/twiml/conference
 */
export function renderConference(response: Response, instruction: Conference, context: { publicUrl: string; callId: string }): void {
  const { callId, publicUrl } = context;
  const { step, plan, attached } = instruction;
  const dial = response.dial({
    action: buildStepUrl(publicUrl, { kind: 'left', callId, step, plan, intentId: null, next: null, departmentId: null, attached }),
    method: 'POST',
  });
  dial.conference(
    {
      startConferenceOnEnter: instruction.startOnEnter,
      endConferenceOnExit: instruction.endOnExit,
      beep: 'false',
      ...waitOf(instruction, publicUrl),
      statusCallback: buildConferenceUrl(publicUrl, { callId, step }),
      statusCallbackMethod: 'POST',
      statusCallbackEvent: ['start', 'end', 'join', 'leave', 'mute', 'hold'],
      ...(instruction.record
        ? {
            record: 'record-from-start' as const,
            // It names the conference, not a leg.
            recordingStatusCallback: buildRecordingUrl(publicUrl, { callId, step, recordingKind: 'conversation', attached: true }),
            recordingStatusCallbackMethod: 'POST',
            recordingStatusCallbackEvent: ['in-progress', 'completed', 'absent'] as ('in-progress' | 'completed' | 'absent')[],
          }
        : {}),
    },
    instruction.name,
  );
}

/** https://www.twilio.com/docs/voice/twiml/conference#attributes-waiturl */
function waitOf({ wait, musicId }: Conference, publicUrl: string): { waitUrl?: string; waitMethod?: 'GET' } {
  if (wait === 'silence') return { waitUrl: '' };
  return musicId ? { waitUrl: musicUrlOf(publicUrl, musicId), waitMethod: 'GET' } : {};
}
