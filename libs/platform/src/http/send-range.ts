import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isNativeError } from 'node:util/types';
import type { Request, Response } from 'express';

export interface ByteRange {
  /** First and last byte, both included. */
  start: number;
  end: number;
}

export interface RangeSource {
  bytes: number;
  contentType: string;
  /** Changes whenever the bytes do; without quotes. */
  version: string;
  open(range: ByteRange | undefined): Promise<Readable> | Readable;
}

/** Answers with bytes, whole or the one range asked for (RFC 9110 §14). Several ranges at once get the whole. */
export async function sendRange(req: Request, res: Response, source: RangeSource): Promise<void> {
  const etag = `"${source.version}"`;
  res.set({ 'Accept-Ranges': 'bytes', 'Content-Type': source.contentType, ETag: etag });
  const range = rangeOf(req, source.bytes, etag);
  if (range === 'unsatisfiable') {
    res.status(416).set('Content-Range', `bytes */${source.bytes}`).removeHeader('Content-Type');
    res.end();
    return;
  }
  if (range) res.status(206).set('Content-Range', `bytes ${range.start}-${range.end}/${source.bytes}`);
  res.set('Content-Length', String(range ? range.end - range.start + 1 : source.bytes));
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  const bytes = await source.open(range);
  try {
    await pipeline(bytes, res);
  } catch (error) {
    // A listener who seeks or leaves closes the connection in the middle: nothing is wrong.
    if (!isHangUp(error)) throw error;
  }
}

function rangeOf(req: Request, bytes: number, etag: string): ByteRange | 'unsatisfiable' | undefined {
  const condition = req.get('if-range');
  if (condition !== undefined && condition !== etag) return undefined;
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(req.get('range') ?? '');
  const [, first = '', last = ''] = match ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (start >= bytes || (first === '' && Number(last) === 0)) return 'unsatisfiable';
  // "bytes=5-2" is not a range at all and is ignored.
  return last !== '' && first !== '' && Number(last) < start ? undefined : { start, end };
}

function isHangUp(error: unknown): boolean {
  return isNativeError(error) && 'code' in error && (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET');
}
