import { makePeaks } from './make-peaks.js';
import type { RecordingFailure } from './recording-states.js';

export type Sound = {
  channels: number;
  sampleRate: number;
  seconds: number;
  /** One array per channel, 0 to 1, for the waveform. */
  peaks: number[][];
};
/** `empty`: a proper WAV without a sample, as a recorder leaves it of a call that nobody answered. */
export type WavVerdict = { kind: 'sound'; sound: Sound } | { kind: 'refused'; failure: RecordingFailure; reason: string; empty?: true };

type Format = { channels: number; sampleRate: number; bytesPerSample: number; encoding: 'pcm' | 'mulaw' };
type Header = { format: Format; dataStart: number; dataBytes: number | null };

/** A header longer than this is not one of ours. */
const LONGEST_HEADER = 4096;
const PCM = 1;
/** One byte a sample, as telephones talk. Source: https://www.itu.int/rec/T-REC-G.711 */
const MULAW = 7;
const EXTENSIBLE = 0xfffe;
/** Providers tell whole seconds, rounded as they like. */
const TOLERANCE_SECONDS = 2;
const TOLERANCE_SHARE = 0.02;

/**
 * Reads a WAV as it passes by, in pieces of any size: is it sound, how long, what does it look like. Holds a header and the peaks, never the whole.
 * An error page that came with status 200 has no RIFF at its beginning; a download that broke off has fewer samples than its header promised.
 * Source: Microsoft/IBM, Multimedia Programming Interface and Data Specifications 1.0 (RIFF WAVE)
 */
export function makeWavReader() {
  let head = new Uint8Array(0);
  let header: Header | 'not-sound' | null = null;
  let rest = new Uint8Array(0);
  let samplesBytes = 0;
  let peaks: ReturnType<typeof makePeaks> | null = null;

  function readSamples(bytes: Uint8Array, { format, dataBytes }: Header): void {
    const wanted = dataBytes === null ? bytes.length : Math.min(bytes.length, dataBytes - samplesBytes);
    samplesBytes += wanted;
    const joined = join(rest, bytes.subarray(0, wanted));
    const frame = format.channels * format.bytesPerSample;
    const whole = joined.length - (joined.length % frame);
    peaks?.push(joined.subarray(0, whole));
    rest = joined.slice(whole);
  }

  return {
    push(chunk: Uint8Array): void {
      if (header === 'not-sound') return;
      if (header !== null) {
        readSamples(chunk, header);
        return;
      }
      head = join(head, chunk);
      header = parseHeader(head);
      if (header === null || header === 'not-sound') return;
      peaks = makePeaks(header.format);
      readSamples(head.subarray(header.dataStart), header);
      head = new Uint8Array(0);
    },
    /** `toldSeconds`: what the provider said of its length. */
    finish(toldSeconds: number | null): WavVerdict {
      if (header === null || header === 'not-sound' || peaks === null) return refused('not-sound', 'it is no WAV of plain samples');
      const { format, dataBytes } = header;
      if (dataBytes !== null && samplesBytes < dataBytes) return refused('wrong-length', 'it breaks off');
      const seconds = samplesBytes / (format.channels * format.bytesPerSample) / format.sampleRate;
      if (seconds === 0) {
        const failure = toldSeconds === null || toldSeconds === 0 ? 'not-sound' : 'wrong-length';
        return { kind: 'refused', failure, reason: 'it is empty', empty: true };
      }
      if (toldSeconds !== null && Math.abs(seconds - toldSeconds) > TOLERANCE_SECONDS + toldSeconds * TOLERANCE_SHARE) {
        return refused('wrong-length', 'it lasts otherwise than was told');
      }
      return { kind: 'sound', sound: { channels: format.channels, sampleRate: format.sampleRate, seconds, peaks: peaks.finish() } };
    },
  };
}

function refused(failure: RecordingFailure, reason: string): WavVerdict {
  return { kind: 'refused', failure, reason };
}

/** null: more bytes are needed to tell. */
function parseHeader(bytes: Uint8Array): Header | 'not-sound' | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (!'RIFF'.startsWith(name(0)) || (bytes.length >= 12 && name(8) !== 'WAVE')) return 'not-sound';
  let format: Format | null = null;
  for (let at = 12; at + 8 <= bytes.length && at < LONGEST_HEADER; ) {
    const size = view.getUint32(at + 4, true);
    if (name(at) === 'data') {
      // A writer that did not know the length leaves all ones.
      return format === null ? 'not-sound' : { format, dataStart: at + 8, dataBytes: size === 0xffff_ffff ? null : size };
    }
    if (name(at) === 'fmt ') {
      if (at + 8 + size > bytes.length) return bytes.length > LONGEST_HEADER ? 'not-sound' : null;
      format = parseFormat(view, at + 8, size);
      if (format === null) return 'not-sound';
    }
    at += 8 + size + (size % 2);
  }
  return bytes.length > LONGEST_HEADER ? 'not-sound' : null;
}

function parseFormat(view: DataView, at: number, size: number): Format | null {
  if (size < 16) return null;
  const tag = view.getUint16(at, true);
  const kind = tag === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : tag;
  const format = {
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bytesPerSample: view.getUint16(at + 14, true) / 8,
    encoding: kind === MULAW ? ('mulaw' as const) : ('pcm' as const),
  };
  const isSample =
    kind === PCM ? format.bytesPerSample === 1 || format.bytesPerSample === 2 : kind === MULAW && format.bytesPerSample === 1;
  const isOurs = isSample && (format.channels === 1 || format.channels === 2);
  return isOurs && format.sampleRate >= 4000 && format.sampleRate <= 192_000 ? format : null;
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
