import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type BuiltInSound, builtInSounds, DomainError } from '@ringbase/domain';
import { type RangeSource, type Storage, sendRange } from '@ringbase/platform';
import { renderMusic } from '@ringbase/telephony';
import { getPlayedSound, type HouseContext } from '@ringbase/use-cases';
import { Router } from 'express';
import { z } from 'zod';
import { makeBuiltInSounds } from './built-in-sounds.js';

const TYPE = 'audio/wav';
/** What has this address never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable';
/** A new version of ours may sound otherwise. */
const FOR_A_DAY = 'public, max-age=86400';

/**
 * What callers are played, as the phone company fetches it: without a signature, as it fetches media. The sounds that ship are there whatever is gone; the
 * company's own are reached by ids that nobody guesses.
 */
export function makeSoundsRouter({ ctx, storage, publicUrl }: { ctx: HouseContext; storage: Storage; publicUrl: string }): Router {
  const shipped = sourcesOf(makeBuiltInSounds());
  const router = Router();
  router.get('/:id.xml', (req, res) => {
    res
      .set('Cache-Control', FOR_EVER)
      .type('text/xml')
      .send(renderMusic(publicUrl, soundId(req.params.id)));
  });
  router.get('/:file', async (req, res) => {
    const name = /^(.+)\.wav$/.exec(req.params.file)?.[1] ?? '';
    const builtIn = builtInSounds.find((one) => one === name);
    const source = builtIn === undefined ? await uploaded(ctx, storage, name) : shipped[builtIn];
    res.set('Cache-Control', builtIn === undefined ? FOR_EVER : FOR_A_DAY);
    await sendRange(req, res, source);
  });
  return router;
}

function sourcesOf(sounds: Readonly<Record<BuiltInSound, Buffer>>): Readonly<Record<BuiltInSound, RangeSource>> {
  const source = (wav: Buffer): RangeSource => ({
    bytes: wav.length,
    contentType: TYPE,
    version: createHash('sha256').update(wav).digest('hex'),
    open: (range) => Readable.from([range === undefined ? wav : wav.subarray(range.start, range.end + 1)], { objectMode: false }),
  });
  return { ringing: source(sounds.ringing), music: source(sounds.music) };
}

async function uploaded(ctx: HouseContext, storage: Storage, name: string): Promise<RangeSource> {
  const { storageKey, bytes, sha256 } = await getPlayedSound(ctx, { id: soundId(name) });
  return { bytes, contentType: TYPE, version: sha256, open: (range) => storage.open(storageKey, range) };
}

function soundId(name: string): string {
  const id = z.uuid().safeParse(name);
  if (!id.success) throw new DomainError('NOT_FOUND', 'There is no such sound');
  return id.data;
}
