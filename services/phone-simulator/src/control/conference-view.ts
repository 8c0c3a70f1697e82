import type { Conference } from '../conferences/conference.js';

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

/** A conference as the control API and the page show it, with all who ever were in it. */
export function conferenceView(conference: Conference) {
  return {
    sid: conference.sid,
    friendlyName: conference.friendlyName,
    status: conference.status,
    createdAt: iso(conference.createdAt),
    endedAt: iso(conference.endedAt),
    endReason: conference.endReason,
    endedBy: conference.endedBy,
    recordingSid: conference.recording?.sid ?? null,
    participants: conference.history.map((one) => ({
      callSid: one.leg.sid,
      remote: one.leg.remote,
      label: one.label,
      muted: one.muted,
      hold: one.hold,
      coached: one.coached,
      joinedAt: iso(one.joinedAt),
      leftAt: iso(one.leftAt),
      leftReason: one.leftReason,
    })),
  };
}
export type ConferenceView = ReturnType<typeof conferenceView>;
