import { DomainError } from '@ringbase/domain';

export type Listener = (message: string) => void;
export type Unsubscribe = () => Promise<void>;

/** News between processes. It is lossy: who was not listening never hears it, so it says what changed, never what is true. */
export interface PubSub {
  /**
   * Tells everybody who listens. Equal messages told at the same moment may arrive as one. Throws UNAVAILABLE within two
   * seconds when the wire is down, PAYLOAD_TOO_LARGE above 7,500 bytes.
   */
  publish(channel: string, message: string): Promise<void>;
  /**
   * Hears everything told from the moment it resolves. With the wire down it resolves after five seconds all the same and
   * hears as soon as there is one; it survives absences, what is told meanwhile is lost.
   */
  subscribe(channel: string, listener: Listener): Promise<Unsubscribe>;
  /** Throws when the wire is down: for readiness. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export const PUBLISH_MS = 2_000;
export const SUBSCRIBE_MS = 5_000;
export const RECONNECT_MS = 500;

// PostgreSQL takes less than 8,000 bytes a notification, the channel's name included; one limit serves both wires.
const MESSAGE_BYTES = 7_500;
const CHANNEL = /^[\w:.-]{1,100}$/;

/** Refuses what one of the wires could not carry. */
export function checkMessage(channel: string, message: string): void {
  if (!CHANNEL.test(channel)) throw new DomainError('INVALID', 'This is no name of a channel');
  if (Buffer.byteLength(message) > MESSAGE_BYTES) {
    throw new DomainError('PAYLOAD_TOO_LARGE', `News is at most ${MESSAGE_BYTES} bytes: say what changed and let the listener ask`);
  }
}

/** Who listens to what, in this process. A listener that throws never keeps the others from hearing. */
export function makeListeners(onFailure: (error: unknown) => void) {
  const listeners = new Map<string, Set<Listener>>();
  return {
    add(channel: string, listener: Listener): void {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    /** Returns whether nobody listens to the channel any more. */
    remove(channel: string, listener: Listener): boolean {
      const rest = listeners.get(channel);
      rest?.delete(listener);
      return rest?.size === 0 && listeners.delete(channel);
    },
    tell(channel: string, message: string): void {
      for (const listener of listeners.get(channel) ?? []) {
        try {
          listener(message);
        } catch (error) {
          onFailure(error);
        }
      }
    },
  };
}
