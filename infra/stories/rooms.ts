import type { PhoneCompany } from '@ringbase/testing';

type Participant = { callSid: string; hold: boolean; muted: boolean; leftAt: string | null };

/** Who is in the conferences that go on, as the phone company sees it. */
export function roomsOf(phones: PhoneCompany) {
  const room = async (): Promise<Participant[]> => {
    const rooms = await phones.control<{ participants: Participant[] }[]>('GET', '/control/conferences?status=in-progress');
    return rooms.flatMap((one) => one.participants.filter((participant) => participant.leftAt === null));
  };
  return {
    holds: async (callSid: string) => (await room()).some((one) => one.callSid === callSid && one.hold),
    /** These and nobody else are heard. */
    talksIn: async (...callSids: string[]) => {
      const here = (await room()).filter((one) => !one.hold).map((one) => one.callSid);
      return callSids.every((sid) => here.includes(sid)) && here.length === callSids.length;
    },
  };
}
