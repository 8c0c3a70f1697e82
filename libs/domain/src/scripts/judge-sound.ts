import type { WavVerdict } from '../recordings/read-wav.js';

export const MOST_SOUND_BYTES = 10_000_000;
const LONGEST_SECONDS = 600;
const SLOWEST_RATE = 8_000;
const FASTEST_RATE = 48_000;

/** Why a sound cannot be played to callers; null: it can. The phone company plays WAV of plain or µ-law samples, and nobody listens for ever. */
export function whyUnplayable(verdict: WavVerdict): 'no-wav' | 'breaks-off' | 'sample-rate' | 'too-long' | null {
  if (verdict.kind === 'refused') return verdict.failure === 'wrong-length' ? 'breaks-off' : 'no-wav';
  const { sampleRate, seconds } = verdict.sound;
  if (sampleRate < SLOWEST_RATE || sampleRate > FASTEST_RATE) return 'sample-rate';
  return seconds > LONGEST_SECONDS ? 'too-long' : null;
}
