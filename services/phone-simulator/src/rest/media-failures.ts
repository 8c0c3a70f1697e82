import { pipeline, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { Faults, mediaFailures } from '../faults/faults.js';
import { makePrng } from '../faults/prng.js';
import { type Recording, recordedMs } from '../recordings/recording.js';
import { wavBytes, wavChunks, wavHeader } from '../recordings/wav.js';
import { notFound, RestProblem, sendProblem } from './problem.js';

type MediaFailure = (typeof mediaFailures)[number];

const SLOW_CHUNK = 8_000;
const SLOW_EVERY_MS = 200;
/** About a day of sound. */
const GIGANTIC_SAMPLES = 700_000_000;

/**
 * How fetching a recording's media fails this time, if it does. A recording fails in its own way, `count` times; a plain `404` for ever.
 * https://support.twilio.com/hc/en-us/articles/44750147594523-Intermittent-404-Errors-When-Accessing-Media-URLs tells of the 404 that passes.
 */
export function decideMediaFailure(faults: Faults, recording: Recording): MediaFailure | null {
  const { media, seed } = faults;
  if (media === null) return null;
  const random = makePrng(seed, `media:${recording.ordinal}`);
  if (random() >= media.probability) return null;
  const kinds = Array.isArray(media.failures) ? media.failures : [media.failures];
  const kind = kinds[Math.floor(random() * kinds.length)] ?? null;
  return kind !== '404' && recording.fetches > media.count ? null : kind;
}

async function* slowly(sound: Buffer): AsyncGenerator<Buffer> {
  for (let start = 0; start < sound.length; start += SLOW_CHUNK) {
    yield sound.subarray(start, start + SLOW_CHUNK);
    await sleep(SLOW_EVERY_MS);
  }
}

function* endlessly(): Generator<Buffer> {
  yield wavHeader(GIGANTIC_SAMPLES, 2);
  const silence = Buffer.alloc(64 * 1024);
  for (let bytes = 0; bytes < GIGANTIC_SAMPLES * 4; bytes += silence.length) yield silence;
}

/**
 * Acts a failure out instead of sending the media. The refusals are the provider's: https://www.twilio.com/docs/api/errors/20003,
 * https://www.twilio.com/docs/api/errors/20404, https://www.twilio.com/docs/api/errors/20429 (that it names `retry-after` is *unverified*),
 * https://www.twilio.com/docs/api/errors/20500 (its code as a status is *unverified*). The others are of no page: what a network and a store may do to any file.
 */
export function failMedia(failure: MediaFailure, recording: Recording, channels: 1 | 2, req: Request, res: Response): void {
  res.locals.faults = [`media ${failure}`];
  const problem = (status: number, code: number, message: string): void => sendProblem(res, new RestProblem(status, code, message));
  const sound = (): Buffer => Buffer.concat([...wavChunks(recording.sid, recordedMs(recording), recording.voices, channels)]);
  const length = { 'content-type': 'audio/x-wav', 'content-length': String(wavBytes(recordedMs(recording), channels)) };
  const actOut: Record<MediaFailure, () => void> = {
    '404': () => sendProblem(res, notFound(req.path)),
    '404-for-a-while': () => sendProblem(res, notFound(req.path)),
    '401': () => problem(401, 20003, 'Authenticate'),
    '429': () => {
      res.setHeader('retry-after', '1');
      problem(429, 20429, 'Too Many Requests');
    },
    '500': () => problem(500, 20500, 'Internal Server Error'),
    html: () => res.status(200).type('html').send('<!doctype html><title>Sorry</title><p>Something went wrong.'),
    empty: () => res.status(200).type('audio/x-wav').end(),
    truncated: () => {
      const whole = sound();
      res
        .status(200)
        .set(length)
        .write(whole.subarray(0, Math.floor(whole.length / 2)), () => req.socket.destroy());
    },
    // Never answered: whoever asks needs a deadline of his own.
    hang: () => undefined,
    slow: () => pipeline(Readable.from(slowly(sound())), res.status(200).set(length), () => undefined),
    redirect: () => res.redirect(302, 'http://127.0.0.1:9/elsewhere.wav'),
    gigantic: () => pipeline(Readable.from(endlessly()), res.status(200).type('audio/x-wav'), () => undefined),
  };
  actOut[failure]();
}
