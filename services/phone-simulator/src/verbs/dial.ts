import { Interrupted } from '../calls/interruption.js';
import { isEnded, talkedSeconds } from '../calls/leg.js';
import { answerLeg, endLeg } from '../calls/leg-life.js';
import type { Running, VerbResult } from '../calls/running.js';
import { finishRecording } from '../recordings/finish-recording.js';
import { actionRecordingParams } from '../recordings/recording-callback.js';
import type { Element } from '../twiml/parse-twiml.js';
import { sipCode } from '../webhooks/call-params.js';
import type { Params } from '../webhooks/sign.js';
import { noteHeard, noteWarning } from '../world.js';
import { joinLegs } from './bridge.js';
import { callerProblem, planDial, targetProblem } from './dial-plan.js';
import type { DialRun } from './dial-run.js';
import { tellIgnored } from './record.js';
import { ringTargets, screenWinner } from './ring-targets.js';

/** At most ten nouns. https://www.twilio.com/docs/voice/twiml/dial#simultaneous-dialing */
const MAX_TARGETS = 10;

function actionParams(running: Running, run: DialRun): Params {
  const { world } = running;
  const child = run.last;
  // https://www.twilio.com/docs/voice/twiml/dial#action
  return {
    DialCallStatus: run.status,
    DialBridged: String(run.bridged),
    ...(child === null ? {} : { DialCallSid: child.sid }),
    ...(child?.answeredAt == null ? {} : { DialCallDuration: String(talkedSeconds(child, world.clock.now())) }),
    ...(child !== null && /^sips?:/i.test(child.remote)
      ? { DialSipCallId: `${child.sid}@simulator`, DialSipResponseCode: sipCode(child) }
      : {}),
    ...(run.recording === null ? {} : actionRecordingParams(world, run.recording)),
  };
}

/** Whatever still rings or talks when a Dial ends goes with it. */
function closeChildren(running: Running, run: DialRun, reason: string): void {
  for (const child of run.children) {
    if (isEnded(child) || child.lifted) continue;
    endLeg(running.world, child, child.answeredAt === null ? 'canceled' : 'completed', reason);
  }
}

function refuse(running: Running, run: DialRun): boolean {
  const { world, leg } = running;
  const { targets } = run.plan;
  const problems: [number, string][] = [];
  // https://www.twilio.com/docs/errors/13201
  if (running.screening) problems.push([13201, 'a document played before bridging may not Dial']);
  // *unverified* which code the provider gives for too many or none
  if (targets.length === 0 || targets.length > MAX_TARGETS)
    problems.push([13215, `Dial takes 1 to ${MAX_TARGETS} nouns, not ${targets.length}`]);
  for (const target of targets) {
    const where = targetProblem(target);
    if (where !== null) problems.push([where.code, where.message]);
    const who = callerProblem(run.callerId, leg, (number) => world.numbers.has(number), target);
    if (who !== null) problems.push([13214, who]);
  }
  for (const [code, message] of problems) noteWarning(world, leg.sid, code, message);
  return problems.length > 0;
}

async function connect(running: Running, run: DialRun): Promise<void> {
  const { plan } = run;
  const groups = plan.sequential ? plan.targets.map((target) => [target]) : [plan.targets];
  for (const group of groups) {
    const won = await ringTargets(running, run, group);
    if (won === null) continue;
    run.last = won.leg;
    run.status = 'completed';
    if (!(await screenWinner(running, won))) return;
    await joinLegs(running, run, won.leg);
    return;
  }
}

/** Calls others and joins the first who answers. https://www.twilio.com/docs/voice/twiml/dial */
export async function dial(running: Running, verb: Element): Promise<VerbResult> {
  const { world, leg } = running;
  const plan = planDial(running, verb);
  const run: DialRun = {
    plan,
    callerId: plan.callerId ?? leg.from,
    children: [],
    last: null,
    bridged: false,
    status: 'failed',
    recording: null,
  };
  // https://www.twilio.com/docs/voice/twiml/dial#answeronbridge: only a call not yet answered can wait for its answer
  if (!plan.answerOnBridge) answerLeg(world, leg);
  try {
    if (!refuse(running, run)) {
      noteHeard(world, leg, 'ring', plan.targets.map((target) => target.address).join(', '));
      await connect(running, run);
    }
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    closeChildren(running, run, error.why === 'redirect' ? 'the caller was redirected' : 'the caller hung up');
    if (run.recording !== null) finishRecording(world, run.recording);
    if (!run.bridged) run.status = run.last?.answeredAt == null ? 'canceled' : 'completed';
    // The action is asked even so, and its answer ignored (seen in public field tests).
    if (plan.action !== null && error.why !== 'reset')
      tellIgnored(running, plan.action.url, plan.action.method, actionParams(running, run));
    throw error;
  }
  closeChildren(running, run, 'the Dial ended');
  if (run.recording !== null) finishRecording(world, run.recording);
  // Verbs after a Dial with an action are never reached.
  if (plan.action === null) return { kind: 'next' };
  return { kind: 'goto', source: { kind: 'url', url: plan.action.url, method: plan.action.method, extra: actionParams(running, run) } };
}
