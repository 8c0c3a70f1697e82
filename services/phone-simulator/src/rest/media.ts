import { pipeline, Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { type Recording, recordedMs } from '../recordings/recording.js';
import { wavBytes, wavChunks } from '../recordings/wav.js';
import type { World } from '../world.js';
import { decideMediaFailure, failMedia } from './media-failures.js';
import { notFound, RestProblem } from './problem.js';

/**
 * The sound of a recording: WAV with `.wav` or no extension; by default as many channels as were asked for when recording.
 * https://www.twilio.com/docs/voice/api/recording#fetch-a-recordings-media-file
 */
export function sendMedia(world: World, recording: Recording, extension: string, req: Request, res: Response): void {
  // Compressed sound is not simulated.
  if (extension === 'mp3') throw new RestProblem(400, 20001, 'MP3 is not available from this simulator');
  if (extension !== '' && extension !== 'wav') throw notFound(req.path);
  // A conference is mono unless asked otherwise: https://www.twilio.com/en-us/changelog/dual-channel-voice-conference-recordings
  const wanted = req.query.RequestedChannels ?? String(recording.conferenceSid === null ? recording.channels : 1);
  if (wanted !== '1' && wanted !== '2') throw new RestProblem(400, 20001, 'RequestedChannels must be 1 or 2');
  // https://www.twilio.com/docs/voice/api/recording#download-dual-channel-media-file; the code is *unverified*
  if (wanted === '2' && recording.channels === 1) throw new RestProblem(400, 21230, 'Requested channels exceed those of the recording');
  if (recording.status !== 'completed') throw notFound(req.path);
  const channels = wanted === '2' ? 2 : 1;
  recording.fetches += 1;
  const failure = decideMediaFailure(world.faults, recording);
  if (failure !== null) {
    failMedia(failure, recording, channels, req, res);
    return;
  }
  res.status(200).set({
    'content-type': 'audio/x-wav',
    'content-length': String(wavBytes(recordedMs(recording), channels)),
    'content-disposition': `attachment; filename="${recording.sid}.wav"`,
  });
  stream(res, wavChunks(recording.sid, recordedMs(recording), recording.voices, channels));
}

/** Never faster than the reader reads; a reader who leaves ends it. */
function stream(res: Response, chunks: Iterable<Buffer>): void {
  pipeline(Readable.from(chunks), res, () => undefined);
}
