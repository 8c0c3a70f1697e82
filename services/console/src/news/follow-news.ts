import type { Change, ServerFrame } from '@ringbase/contracts';

/** What is known of the news so far: frames seen on this connection, the highest version seen on any. */
export type NewsPosition = { seq: number; version: number | null };
export type NewsStep = { position: NewsPosition; refetch: 'everything' | 'nothing' | readonly Change[] };

export const unknownPosition: NewsPosition = { seq: 0, version: null };

/**
 * What a frame means for what is shown. A gap in the numbers, a connection that begins at a version we have not seen, or
 * a heartbeat that tells of news we never got: everything shown is fetched again.
 */
export function followNews(position: NewsPosition, frame: ServerFrame): NewsStep {
  const seq = frame.seq;
  if (frame.kind === 'hello') {
    // Of what came between the first page and the first hello nobody knows: it may have taken long.
    const missed = position.version === null || frame.version > position.version;
    return { position: { seq, version: highest(position.version, frame.version) }, refetch: missed ? 'everything' : 'nothing' };
  }
  const gap = seq !== position.seq + 1;
  if (frame.kind === 'signed-out') return { position: { ...position, seq }, refetch: 'nothing' };
  const next = { seq, version: highest(position.version, frame.version) };
  if (gap) return { position: next, refetch: 'everything' };
  if (frame.kind === 'heartbeat') {
    const missed = position.version !== null && frame.version > position.version;
    return { position: next, refetch: missed ? 'everything' : 'nothing' };
  }
  return { position: next, refetch: frame.kind === 'changed' ? frame.changes : 'nothing' };
}

function highest(known: number | null, told: number): number {
  return known === null ? told : Math.max(known, told);
}
