import type { SignalOf } from '@ringbase/domain';
import { z } from 'zod';
import { belongsTo, callStatus, legOf, legParams, moment, parseParams, seconds, sequence, type TwilioRequest } from './parse-params.js';
import { parseStatusUrl } from './urls.js';

const statusParams = legParams.extend({
  CallStatus: callStatus,
  CallDuration: seconds,
  Timestamp: moment,
  SequenceNumber: sequence,
  CallbackSource: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .default('-'),
});

/** Progress of a leg: the number's own callback, a noun's, or that of a call we asked for (`/twilio/status`). */
export function parseStatus(request: TwilioRequest): SignalOf<'leg-progress'> {
  const url = parseStatusUrl(request.originalUrl);
  const params = parseParams(statusParams, request.params);
  const facts = belongsTo(legOf(params), url);
  return {
    kind: 'leg-progress',
    key: `status:${params.CallSid}:${params.CallbackSource}:${params.SequenceNumber ?? '-'}:${params.CallStatus}`,
    ...facts,
    status: params.CallStatus,
    at: params.Timestamp,
    seconds: params.CallDuration,
    sequence: params.SequenceNumber ?? null,
    step: url.step,
    intentId: url.intentId,
    ...(url.plan === undefined ? {} : { plan: url.plan }),
  };
}
