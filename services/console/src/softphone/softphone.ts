/**
 * A call that rings at, or is carried by, the browser's telephone. `callId` is ours, told by the leg's parameters; `from` is the number as the provider
 * shows it, for the case that nobody can tell more.
 */
export type SoftphoneCall = { callSid: string; callId: string | null; from: string | null };

export type SoftphoneEvent =
  | { kind: 'registered' }
  | { kind: 'lost' }
  | { kind: 'refused'; reason: 'token' | 'not-supported' | 'error' }
  | { kind: 'incoming'; call: SoftphoneCall }
  | { kind: 'cancelled'; callSid: string; answeredElsewhere: boolean }
  | { kind: 'connected'; callSid: string }
  | { kind: 'ended'; callSid: string };

export type SoftphoneAccess = { token: string; url: string | null; expiresAt: string };

/** The browser's telephone, whoever carries it. Adapters keep themselves registered until `close`. */
export type Softphone = {
  /** `first`: the token that is at hand already. */
  register(first: SoftphoneAccess): void;
  accept(callSid: string): void;
  reject(callSid: string): void;
  /** False: there is no line to say it on, and without one the call is over. */
  hangUp(callSid: string): boolean;
  mute(callSid: string, muted: boolean): void;
  digits(callSid: string, digits: string): void;
  close(): void;
};

export type SoftphoneSetup = {
  /** A fresh token; asked for at each registration and before the old one runs out. */
  access: () => Promise<SoftphoneAccess>;
  listener: (event: SoftphoneEvent) => void;
};
