import { randomBytes } from 'node:crypto';

export type Ids = () => string;

const COUNTER_LIMIT = 0xfff;

/**
 * Makes time-ordered ids: UUID version 7 (RFC 9562 §5.7) whose `rand_a` counts within a millisecond, so that ids of one maker
 * always sort in the order they were made, also when the clock stands still or steps back.
 */
export function makeIds(clock: () => Date): Ids {
  let lastMs = -1;
  let counter = 0;
  return () => {
    const ms = clock().getTime();
    if (ms > lastMs) {
      lastMs = ms;
      counter = randomBytes(1)[0] ?? 0;
    } else if (counter >= COUNTER_LIMIT) {
      lastMs += 1;
      counter = 0;
    } else {
      counter += 1;
    }
    return format(lastMs, counter);
  };
}

function format(ms: number, counter: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(ms, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
