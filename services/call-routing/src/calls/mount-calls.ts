import type { CallInstruction, CallSignal } from '@ringbase/domain';
import { type Dialect, parseStaticStep, type WebhookForm } from '@ringbase/telephony';
import { type HouseContext, recordCallSignal } from '@ringbase/use-cases';
import type { Router } from 'express';
import type { StaticPlans } from '../static-plan/static-plans.js';
import { answerStatically } from './answer-statically.js';
import { makeBacklog } from './backlog.js';
import { makeTurns } from './take-turns.js';
import { isInvalid, makeWebhookDoor } from './webhook-door.js';

/** The provider waits 15 s, the caller far less: past this the department's static answer is given. */
const ANSWER_MS = 1300;
const CALLBACK_MS = 5000;

export type CallsOptions = {
  ctx: HouseContext;
  dialect: Dialect;
  defaultRegion: string;
  plans: StaticPlans;
};

/** The webhooks of a phone company: verify, parse, one verb, render. */
export function makeCallsRouter({ ctx, dialect, defaultRegion, plans }: CallsOptions): { router: Router; stop(): Promise<void> } {
  const door = makeWebhookDoor({ dialect, clock: ctx.clock, log: ctx.log });
  const inTurn = makeTurns();
  const record = (signal: CallSignal) => inTurn(signal.callId, () => recordCallSignal(ctx, signal, { defaultRegion }));
  const backlog = makeBacklog({ log: ctx.log, clock: ctx.clock });
  const render = (signal: CallSignal, instructions: readonly CallInstruction[]) =>
    dialect.render(instructions, { callId: signal.callId, rootProviderCallId: signal.rootProviderCallId, departmentId: null });
  const statically = (form: WebhookForm) => answerStatically(plans, dialect, form);
  const inbound = async (form: WebhookForm) => {
    const signal = dialect.parseInbound(form);
    return render(signal, await record(signal));
  };
  const step = async (form: WebhookForm) => {
    const signal = dialect.parseStep(form);
    const instructions = await record(signal).catch((error: unknown) => {
      const result = resultOf(signal);
      if (result !== null && !isInvalid(error)) backlog.add(result, () => record(result));
      throw error;
    });
    // A step of the static plan is answered from its URL: whatever was decided meanwhile, the caller goes on hearing one story. So is one that was written as
    // such after its first answer had come too late, and is asked for once more: what is kept of it is no answer, and would end the call.
    const wasStatic = signal.kind === 'ring-finished' && !signal.callerGone && instructions.length === 0;
    // Whose Dial has been lifted has nothing left of that story: the others wait for him where he is brought.
    const isLifted = instructions.some(({ kind }) => kind === 'conference');
    return isLifted || (parseStaticStep(form.originalUrl) === null && !wasStatic) ? render(signal, instructions) : statically(form);
  };
  /** Whether it could be written late or not at all: the caller was told another story than the script's. */
  const stepStatically = (form: WebhookForm) => {
    const told = toldStatically(dialect, form);
    if (told !== null) backlog.add(told, () => record(told));
    return statically(form);
  };

  door.voice('/voice', ANSWER_MS, inbound, statically);
  door.voice('/voice/step', ANSWER_MS, step, stepStatically);
  const { failedUrlOf, parseConference } = dialect;
  if (failedUrlOf !== null) {
    // The same story goes on: in the middle of a call the failed step is taken up, not the call begun anew.
    const failed = (form: WebhookForm): WebhookForm => ({ ...form, originalUrl: failedUrlOf(form) ?? form.originalUrl });
    door.voice(
      '/voice/fallback',
      ANSWER_MS,
      (form) => (failedUrlOf(form) === null ? inbound(form) : step(failed(form))),
      (form) => stepStatically(failed(form)),
    );
  }
  /** The provider asks again for some seconds, by then of another process, perhaps. */
  const take = (parse: (form: WebhookForm) => CallSignal | null) => async (form: WebhookForm) => {
    const signal = parse(form);
    if (signal === null) return;
    await record(signal).catch((error: unknown) => {
      if (!isInvalid(error)) backlog.add(signal, () => record(signal));
      throw error;
    });
  };
  door.callback('/status', CALLBACK_MS, take(dialect.parseStatus));
  door.callback('/recording', CALLBACK_MS, take(dialect.parseRecording));
  if (parseConference !== null) door.callback('/conference', CALLBACK_MS, take(parseConference));
  door.seal();
  return { router: door.router, stop: backlog.stop };
}

/** What a step told that nothing else will tell; the caller was answered from memory, so it is written as a step of the static plan. */
function resultOf(signal: CallSignal): CallSignal | null {
  switch (signal.kind) {
    case 'ring-finished':
    case 'voicemail-left':
      return { ...signal, plan: 'static' };
    case 'screen-answer':
      return signal;
    default:
      return null;
  }
}

/** The moment in which a caller left his menu, his music or his tone for the department's static answer; null: he was in none. */
function toldStatically(dialect: Dialect, form: WebhookForm): CallSignal | null {
  try {
    const signal = dialect.parseStep(form);
    const stood = (signal.kind === 'menu-answered' && !signal.callerGone) || signal.kind === 'continue';
    // The step itself may be claimed meanwhile.
    return stood && signal.plan === 'script' ? { ...signal, key: `${signal.key}:static`, plan: 'static' } : null;
  } catch {
    return null;
  }
}
