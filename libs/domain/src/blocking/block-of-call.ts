import type { CallContext } from '../calls/call-context.js';
import type { SignalOf } from '../calls/call-signal.js';
import { classifyCaller } from '../phones/classify-caller.js';
import { type Block, decideBlock } from './decide-block.js';

/** What stops a call that comes in; null: it follows its script. */
export function blockOfCall(context: CallContext, signal: SignalOf<'inbound'>, now: Date): Block | null {
  const { blocking, callId, callerE164, facts } = context;
  if (blocking === null) return null;
  const caller = callerE164 === null ? classifyCaller(signal.leg.from, 'ZZ') : { kind: 'number' as const, e164: callerE164 };
  return decideBlock(blocking, { callId, caller, departmentId: facts.department?.id ?? null, known: facts.clients.length > 0 }, now);
}
