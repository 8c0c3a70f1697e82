import { goto, intOf, type Listening, methodOf, type VerbResult } from '../calls/running.js';
import { childrenOf, type Element } from '../twiml/parse-twiml.js';
import { noteEvent, noteHeard } from '../world.js';
import { nextDigit, pressDigits } from './digits.js';
import { pause, play, say } from './prompts.js';

const REACTION_MS = 500;

/** Plays what is nested until a key is pressed or it ends. */
async function prompt(running: Listening, verb: Element): Promise<void> {
  const { leg, signal } = running;
  const bargeIn = new AbortController();
  const stop = (): void => bargeIn.abort(signal.reason ?? new Error('a key was pressed'));
  if (leg.digits.length > 0) return;
  leg.onDigit = stop;
  signal.addEventListener('abort', stop, { once: true });
  const inner: Listening = { ...running, signal: bargeIn.signal };
  try {
    for (const child of childrenOf(verb)) {
      if (child.name === 'Say') await say(inner, child);
      if (child.name === 'Play') await play(inner, child);
      if (child.name === 'Pause') await pause(inner, child);
    }
  } catch (error) {
    if (signal.aborted || !bargeIn.signal.aborted) throw error;
  } finally {
    leg.onDigit = null;
    signal.removeEventListener('abort', stop);
  }
}

/** Collects keys. https://www.twilio.com/docs/voice/twiml/gather */
export async function gather(running: Listening, verb: Element): Promise<VerbResult> {
  const { world, leg, signal } = running;
  const finishOnKey = verb.attributes.finishOnKey ?? '#';
  const numDigits = intOf(verb, 'numDigits', 0);
  const timeoutMs = intOf(verb, 'timeout', 5) * 1_000;
  const { digits: prepared } = leg.manners;
  if (prepared !== undefined) {
    leg.manners = { ...leg.manners, digits: undefined };
    leg.timers.push(world.clock.after(REACTION_MS, () => pressDigits(leg, prepared)));
  }

  await prompt(running, verb);
  let digits = '';
  let finishedOnKey = '';
  while (numDigits === 0 || digits.length < numDigits) {
    // https://www.twilio.com/docs/voice/twiml/gather#timeout: the limit starts anew with each key
    const key = await nextDigit(world, leg, timeoutMs, signal);
    if (key === undefined) break;
    if (finishOnKey.includes(key)) {
      finishedOnKey = key;
      break;
    }
    digits += key;
  }
  noteEvent(world, leg, 'gathered', digits);
  if (digits === '' && finishedOnKey === '') noteHeard(world, leg, 'silence', `waited ${timeoutMs} ms for keys`);
  // https://www.twilio.com/docs/voice/twiml/gather#actiononemptyresult
  if (digits === '' && verb.attributes.actionOnEmptyResult !== 'true') return { kind: 'next' };
  return goto(running, verb.attributes.action ?? running.documentUrl, methodOf(verb), {
    Digits: digits,
    FinishedOnKey: finishedOnKey,
    msg: 'Gather End',
  });
}
