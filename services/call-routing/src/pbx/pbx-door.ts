import { createHash } from 'node:crypto';
import { explainLostDatabase } from '@ringbase/database';
import { DomainError } from '@ringbase/domain';
import type { Door } from '@ringbase/platform';
import { renderPbxError } from '@ringbase/telephony';
import { authenticatePbx } from '@ringbase/use-cases';
import type { Request } from 'express';
import { makeKeyBrake } from './key-brake.js';
import type { PbxContext } from './pbx-context.js';

const BEARER = /^Bearer +([\x21-\x7e]{1,200}) *$/i;

/** How the door knows a PBX: by the key in its Authorization header, looked up with every request, so that a revoked one is dead at once. */
export function makePbxDoor(ctx: PbxContext): Door<PbxContext, PbxContext> {
  const brake = makeKeyBrake(ctx.clock);
  return {
    anyone: () => ctx,
    async context(req) {
      const key = BEARER.exec(req.get('authorization') ?? '')?.[1];
      if (key === undefined) throw refuse(req, 'The key of the PBX is missing: send "Authorization: Bearer" and the key.');
      const address = req.ip ?? 'unknown';
      const mark = createHash('sha256').update(key).digest('base64url');
      if (brake.refuses(address, mark)) {
        req.res?.set('Retry-After', '900');
        throw new DomainError('TOO_MANY', 'Too many wrong keys, wait a quarter of an hour.');
      }
      const keyId = await authenticatePbx(ctx, key);
      if (keyId !== null) return ctx;
      brake.fail(address, mark);
      ctx.log.warn({ event: 'pbx.key-refused' });
      throw refuse(req, 'This key is not known here, or was revoked.');
    },
    may: () => true,
    explain: explainLostDatabase,
    answer(problem, req, res) {
      if (req.query['format'] !== 'text') return false;
      const faults = (problem.errors ?? []).map(({ path, message }) => `${path}: ${message}`).join(', ');
      const words = [problem.detail ?? problem.title, faults].filter((part) => part !== '').join(' ');
      res
        .status(problem.status)
        .set('Cache-Control', 'no-store')
        .type('text/plain')
        .send(`${renderPbxError(words)}\n`);
      return true;
    },
  };
}

function refuse(req: Request, words: string): DomainError {
  req.res?.set('WWW-Authenticate', 'Bearer realm="Ringbase PBX"');
  return new DomainError('UNAUTHENTICATED', words);
}
