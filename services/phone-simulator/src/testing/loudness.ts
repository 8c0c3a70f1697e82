import { SAMPLE_RATE } from '../recordings/wav.js';

/** Loudness of a pitch on one channel of a WAV, between two moments: a single bin of a Fourier transform. */
export function loudness(wav: Buffer, channels: number, side: number, hz: number, fromMs = 0, toMs = Number.MAX_SAFE_INTEGER): number {
  const samples = (wav.length - 44) / (2 * channels);
  const [first, last] = [(fromMs * SAMPLE_RATE) / 1_000, Math.min(samples, (toMs * SAMPLE_RATE) / 1_000)];
  let [real, imaginary] = [0, 0];
  for (let i = first; i < last; i += 1) {
    const value = wav.readInt16LE(44 + (i * channels + side) * 2);
    real += value * Math.cos((2 * Math.PI * hz * i) / SAMPLE_RATE);
    imaginary += value * Math.sin((2 * Math.PI * hz * i) / SAMPLE_RATE);
  }
  return Math.hypot(real, imaginary) / (last - first);
}
