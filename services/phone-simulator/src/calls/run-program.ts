import { sleep } from '../clock/sim-clock.js';
import { actOut } from '../verbs/act-out.js';
import { noteHeard, noteWarning, type World } from '../world.js';
import { fetchDocument } from './fetch-document.js';
import { ApplicationFailure, Interrupted } from './interruption.js';
import { type FinalStatus, isEnded, type Leg } from './leg.js';
import { answerLeg, endLeg } from './leg-life.js';
import type { DocumentSource, Running, VerbResult } from './running.js';

export type ProgramEnd = 'finished' | 'hangup' | 'busy' | 'rejected' | 'interrupted';

/** A call that asks for this many documents runs in circles. */
const MAX_DOCUMENTS = 5_000;
const APOLOGY_MS = 4_000;

async function runDocuments(world: World, leg: Leg, first: DocumentSource, screening: boolean, signal: AbortSignal): Promise<ProgramEnd> {
  let source = first;
  const screen: Running['screen'] = async (callee, document) => (await runProgram(world, callee, document, true)) === 'finished';
  for (let documents = 0; documents < MAX_DOCUMENTS; documents += 1) {
    const document = await fetchDocument(world, leg, source);
    if (signal.aborted) throw signal.reason;
    let result: VerbResult = { kind: 'next' };
    for (const verb of document.verbs) {
      result = await actOut({ world, leg, signal, documentUrl: document.url, screening, screen }, verb);
      if (result.kind !== 'next') break;
    }
    switch (result.kind) {
      case 'next':
        return 'finished';
      case 'hangup':
        return 'hangup';
      case 'reject':
        return result.reason;
      case 'goto':
        source = result.source;
    }
  }
  throw new ApplicationFailure(11200, `more than ${MAX_DOCUMENTS} documents in one call`, source.url);
}

/** What a leg does until it is interrupted or done. */
export type Work = (signal: AbortSignal) => Promise<ProgramEnd>;

/** Does one thing on a leg; what it did before is interrupted. An application that fails is apologised for, then hung up on. */
async function runWork(world: World, leg: Leg, work: Work): Promise<ProgramEnd> {
  leg.program?.abort(new Interrupted('redirect'));
  const program = new AbortController();
  leg.program = program;
  try {
    return await work(program.signal);
  } catch (error) {
    if (error instanceof Interrupted) return 'interrupted';
    if (!(error instanceof ApplicationFailure)) throw error;
    return apologise(world, leg, error, program.signal);
  } finally {
    if (leg.program === program) leg.program = null;
  }
}

/** Acts out TwiML on a leg until it ends, hangs up or is interrupted. */
export function runProgram(world: World, leg: Leg, source: DocumentSource, screening = false): Promise<ProgramEnd> {
  return runWork(world, leg, (signal) => runDocuments(world, leg, source, screening, signal));
}

/** "An application error has occurred": what a caller hears when the application could not tell what to do. https://www.twilio.com/docs/api/errors/11200 */
async function apologise(world: World, leg: Leg, failure: ApplicationFailure, signal: AbortSignal): Promise<ProgramEnd> {
  if (signal.aborted) return 'interrupted';
  if (failure.code === 11100) noteWarning(world, leg.sid, failure.code, failure.message);
  answerLeg(world, leg);
  noteHeard(world, leg, 'error', `application error ${failure.code}: ${failure.message}`);
  try {
    await sleep(world.clock, APOLOGY_MS, signal);
  } catch {
    return 'interrupted';
  }
  return 'hangup';
}

/** Runs a call's own document and hangs up after it. Never rejects. */
export function runCall(world: World, leg: Leg, source: DocumentSource): Promise<void> {
  return runCallWork(world, leg, (signal) => runDocuments(world, leg, source, false, signal));
}

/** Does what a call is for and hangs up after it. Never rejects. */
export async function runCallWork(world: World, leg: Leg, work: Work): Promise<void> {
  try {
    const end = await runWork(world, leg, work);
    if (end === 'interrupted' || isEnded(leg)) return;
    if (end === 'busy' || end === 'rejected') {
      // https://www.twilio.com/docs/voice/twiml/reject#reason: `rejected` sounds like a number not in service; which status it leaves is *unverified*
      noteHeard(world, leg, end === 'busy' ? 'busy' : 'error', `rejected: ${end}`);
      const status: FinalStatus = end === 'busy' ? 'busy' : 'failed';
      endLeg(world, leg, status, end);
      return;
    }
    // Even a document without a verb picks the call up: https://www.twilio.com/docs/voice/twiml/hangup
    answerLeg(world, leg);
    endLeg(world, leg, 'completed', end === 'hangup' ? 'the application hung up' : 'the document ended');
  } catch (error) {
    world.log.error({ event: 'simulator.call-crashed', callSid: leg.sid, error: error instanceof Error ? error.stack : String(error) });
    noteWarning(world, leg.sid, 0, `the simulator itself failed: ${error instanceof Error ? error.message : String(error)}`);
    endLeg(world, leg, 'failed', 'simulator failure');
  }
}
