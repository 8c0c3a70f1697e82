import type { ConferenceWord } from './conference-signal.js';

/** What happens to a call's conference. A leg is `joined` once it was let in, and by `joined:<step>` one alone takes what several were asked for. */
export type ConferenceEvent =
  /** The call has a conference from now on, one for all of its life; nobody can guess its name. */
  | { kind: 'conference-begun'; body: { name: string; step: number; record: boolean } }
  /** Both sides of the Dial of this step are on their way into the conference: what the Dial tells of its end is our own doing. */
  | { kind: 'lifting'; body: { step: number; personId: string } }
  /** The provider was asked to have this leg ask anew, at this step, and has granted it: it is on its way there. */
  | { kind: 'redirected'; body: { providerCallId: string; step: number } }
  | { kind: 'joined'; body: { legId: string; providerCallId: string; personId: string | null; step: number } }
  /** What was to follow a leg's conference was asked for: it is out, and its line is still open. */
  | { kind: 'left'; body: { legId: string; providerCallId: string; step: number } }
  /** The provider's own word, in its own order; `legId` null where it speaks of the whole conference. */
  | {
      kind: 'conference-told';
      body: {
        providerConferenceId: string;
        sequence: number;
        what: ConferenceWord;
        legId: string | null;
        providerCallId: string | null;
      };
    };
