import { hash } from '../faults/prng.js';

export const SAMPLE_RATE = 8_000;
const HEADER_BYTES = 44;
const SAMPLES_PER_MS = SAMPLE_RATE / 1_000;
const SAMPLES_PER_TURN = 1_600 * SAMPLES_PER_MS;
const LOUDNESS = 14_400;

export interface Voice {
  hz: number;
  /** Silent before this. */
  fromMs: number;
  /** Silent from here on. */
  toMs?: number;
  /** Whose turn it is to speak: 0 the first, 1 the second; `null` speaks all the time. */
  turn: 0 | 1 | null;
  /** Where it is heard when there are two channels. */
  channel: 0 | 1;
}

export function sampleCount(ms: number): number {
  return Math.round((ms * SAMPLE_RATE) / 1_000);
}

/** A canonical 44-byte header: PCM, 16 bit, 8 kHz. */
export function wavHeader(samples: number, channels: 1 | 2): Buffer {
  const data = samples * channels * 2;
  const header = Buffer.alloc(HEADER_BYTES);
  header.write('RIFF', 0, 'ascii');
  header.writeUInt32LE(36 + data, 4);
  header.write('WAVEfmt ', 8, 'ascii');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(SAMPLE_RATE, 24);
  header.writeUInt32LE(SAMPLE_RATE * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'ascii');
  header.writeUInt32LE(data, 40);
  return header;
}

/** Syllables: a tone swells and fades every 320 ms. */
const SYLLABLE = Float64Array.from(
  { length: 320 * SAMPLES_PER_MS },
  (_, index) => 0.35 + 0.65 * Math.abs(Math.sin((Math.PI * index) / (320 * SAMPLES_PER_MS))),
);

/** After this long (16 s) a pitch in whole hertz, its syllables and its turns all begin anew. */
const PERIOD = 128_000;
const MAX_TABLES = 128;
const tables = new Map<string, Int16Array>();

/** One voice from its first sound on, as a table that repeats. */
function tableOf(voice: Voice): Int16Array {
  const key = `${voice.hz}:${voice.turn}`;
  const known = tables.get(key);
  if (known) return known;
  const tone = Float64Array.from(
    { length: SAMPLE_RATE },
    (_, index) => Math.sin((2 * Math.PI * voice.hz * index) / SAMPLE_RATE) * LOUDNESS,
  );
  const table = new Int16Array(PERIOD);
  const turns = voice.turn === null ? 1 : 2;
  for (let start = (voice.turn ?? 0) * SAMPLES_PER_TURN; start < PERIOD; start += turns * SAMPLES_PER_TURN) {
    const end = start + SAMPLES_PER_TURN;
    // A typed array cuts fractions off by itself.
    for (let index = start; index < end; index += 1)
      table[index] = (tone[index % SAMPLE_RATE] ?? 0) * (SYLLABLE[index % SYLLABLE.length] ?? 0);
  }
  if (tables.size >= MAX_TABLES) tables.clear();
  tables.set(key, table);
  return table;
}

/** Many voices at once are as loud as a sample can be, and no louder. */
function clipped(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, sample));
}

/** Adds a voice to every `stride`-th sample of a chunk that begins `start` samples into the recording. */
function addVoice(chunk: Int16Array, voice: Voice, start: number, stride: number, side: number): void {
  const table = tableOf(voice);
  const first = voice.fromMs * SAMPLES_PER_MS;
  const count = Math.min(chunk.length / stride, (voice.toMs ?? Number.MAX_SAFE_INTEGER) * SAMPLES_PER_MS - start);
  const from = Math.min(count, Math.max(0, Math.ceil(first - start)));
  let at = (start + from - first) % PERIOD;
  for (let i = from; i < count; i += 1) {
    const index = i * stride + side;
    chunk[index] = clipped((chunk[index] ?? 0) + (table[at] ?? 0));
    at = at + 1 === PERIOD ? 0 : at + 1;
  }
}

const CHUNK_SAMPLES = 16_000;
/** A faint pattern at the start, different for each recording, so that no two have the same bytes. */
const MARK_SAMPLES = 64;

/**
 * The sound of a recording, in chunks, the same bytes each time it is asked for. Two channels: each voice on its own; one
 * channel: the voices mixed.
 */
export function* wavChunks(recordingSid: string, durationMs: number, voices: readonly Voice[], channels: 1 | 2): Generator<Buffer> {
  const samples = sampleCount(durationMs);
  yield wavHeader(samples, channels);
  for (let start = 0; start < samples; start += CHUNK_SAMPLES) {
    const chunk = new Int16Array(Math.min(CHUNK_SAMPLES, samples - start) * channels);
    for (const voice of voices) addVoice(chunk, voice, start, channels, channels === 2 ? voice.channel : 0);
    for (let i = 0; start === 0 && i < Math.min(MARK_SAMPLES, chunk.length); i += 1)
      chunk[i] = clipped((chunk[i] ?? 0) + (hash(`${recordingSid}:${i}`) % 9) - 4);
    // Typed arrays are little-endian on every machine Node runs on, and so is WAV.
    yield Buffer.from(chunk.buffer);
  }
}

export function wavBytes(durationMs: number, channels: 1 | 2): number {
  return HEADER_BYTES + sampleCount(durationMs) * channels * 2;
}

/** A pitch for a party, the same whenever it calls; callers are lower (300–495 Hz) than those they reach (600–795 Hz). */
export function pitchOf(address: string, side: 'caller' | 'called'): number {
  return (side === 'caller' ? 300 : 600) + 5 * (hash(address) % 40);
}
