import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { callIdOf } from '@ringbase/telephony';

export const PUBLIC_URL = 'https://ringbase.example';
export const TOKEN = 'the-token';
const keys = generateKeyPairSync('ed25519');
/** As Telnyx's portal shows it. */
export const PUBLIC_KEY = keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');

export type Form = Readonly<Record<string, string>>;
export type Answer = { status: number; text: string };
export type Post = (path: string, form: Form, headers: Form) => Promise<Answer>;
type Told = { root: string; child: string; from: string; to: string };

/** One phone company's way to say the same: how it signs, how it names calls, what its documented forms hold. */
export type PhoneCompany = {
  provider: 'twilio' | 'telnyx';
  sign(path: string, form: Form): Form;
  newCall(): string;
  newRecording(): string;
  /** What a message of the caller's leg says beside its own matter, and one of a callee's. */
  caller(of: Told): Form;
  callee(of: Told): Form;
  at(moment: Date): Form;
  bridged: Form;
  notBridged: Form;
  taken: number;
};

export const post =
  (port: number): Post =>
  async (path, form, headers) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(form).toString(),
    });
    return { status: answer.status, text: await answer.text() };
  };

export function twilio(): PhoneCompany {
  return {
    provider: 'twilio',
    sign(path, form) {
      const text = Object.keys(form)
        .sort()
        .reduce((all, name) => all + name + form[name], PUBLIC_URL + path);
      return { 'x-twilio-signature': createHmac('sha1', TOKEN).update(text, 'utf8').digest('base64') };
    },
    newCall: () => `CA${randomUUID().replaceAll('-', '')}`,
    newRecording: () => `RE${randomUUID().replaceAll('-', '')}`,
    caller: ({ root, from, to }) => ({ CallSid: root, From: from, To: to, Direction: 'inbound', CallStatus: 'in-progress' }),
    callee: ({ root, child, from, to }) => ({ CallSid: child, ParentCallSid: root, From: from, To: to, Direction: 'outbound-dial' }),
    at: (moment) => ({ Timestamp: moment.toUTCString(), CallbackSource: 'call-progress-events' }),
    bridged: { DialBridged: 'true' },
    notBridged: { DialBridged: 'false' },
    taken: 204,
  };
}

/** Signs as of `clock`. Its callee's forms name neither the parent nor a scheme: as little as the documented ones hold. */
export function telnyx(clock: () => Date): PhoneCompany {
  return {
    provider: 'telnyx',
    sign: (_, form) => signTelnyx(form, clock()),
    newCall: () => `v3:${randomUUID().replaceAll('-', '')}_-kE4`,
    newRecording: () => randomUUID(),
    caller: ({ root, from, to }) => ({
      CallSid: root,
      CallSidLegacy: root,
      From: from,
      To: to,
      CallStatus: 'in-progress',
      ConnectionId: '15681',
    }),
    callee: ({ child, from, to }) => ({ CallSid: child, CallSidLegacy: child, From: from, To: to.replace(/^sip:/, '') }),
    at: (moment) => ({ Timestamp: moment.toISOString(), CallbackSource: 'call-progress-events' }),
    bridged: {},
    notBridged: {},
    taken: 200,
  };
}

export function signTelnyx(form: Form, at: Date, by: KeyObject = keys.privateKey): Form {
  const seconds = Math.floor(at.getTime() / 1000);
  const signature = sign(null, Buffer.from(`${seconds}|${new URLSearchParams(form)}`), by).toString('base64');
  return { 'telnyx-signature-ed25519': signature, 'telnyx-timestamp': String(seconds) };
}

/** The address in an attribute of an answer, as path and query. */
export function urlIn(text: string, attribute: string): string {
  const url = new RegExp(` ${attribute}="([^"#]+)`).exec(text)?.[1]?.replaceAll('&amp;', '&');
  if (url === undefined) throw new Error(`no ${attribute} in ${text}`);
  return url.slice(PUBLIC_URL.length);
}

export const verbsOf = (text: string): readonly string[] =>
  [...text.matchAll(/<(Dial|Sip|Number|Record|Gather|Say|Hangup|Redirect)\b/g)].map(([, verb]) => verb ?? '');

export type Call = ReturnType<typeof tellCall>;

/** A call as a company tells it through its door, step by step; `began`: second 0. Throws when it is not taken. */
export function tellCall(by: PhoneCompany, send: Post, { from, dialled, began }: { from: string; dialled: string; began: Date }) {
  const root = by.newCall();
  let callee = { root, child: by.newCall(), from, to: '' };
  const caller = { ...callee, to: dialled };
  const answers: (readonly string[])[] = [];
  let heard = '';
  const tell = async (path: string, form: Form, expected: number) => {
    const answer = await send(path, form, by.sign(path, form));
    if (answer.status !== expected) throw new Error(`${path} was answered ${answer.status}: ${answer.text}`);
    return answer.text;
  };
  let asked: [string, Form] = ['', {}];
  const ask = async (path: string, form: Form) => {
    asked = [path, form];
    const text = await tell(path, form, 200);
    answers.push(verbsOf(text));
    return text;
  };
  const progress = (second: number, status: string) => ({
    ...by.at(new Date(began.getTime() + second * 1000)),
    CallStatus: status,
    SequenceNumber: String(second),
  });
  return {
    answers,
    callId: callIdOf(by.provider, root),
    newRecording: by.newRecording,
    phonesIn: async () => {
      heard = await ask(`/${by.provider}/voice`, { ...by.caller(caller), CallStatus: 'ringing' });
    },
    /** Whose telephone the callee's messages are about from now on. */
    rings: (to: string) => {
      callee = { ...callee, child: by.newCall(), to };
    },
    callee: (status: string, second: number, more: Form = {}) =>
      tell(urlIn(heard, 'statusCallback'), { ...by.callee(callee), ...progress(second, status), ...more }, by.taken),
    /** A screened telephone picks up, is asked, and presses. */
    presses: async (digits: string) => {
      const words = await ask(urlIn(heard, 'url'), by.callee(callee));
      await ask(urlIn(words, 'action'), { ...by.callee(callee), Digits: digits });
    },
    ringEnds: async (status: string, talked: boolean, more: Form = {}) => {
      const result = { DialCallStatus: status, DialCallSid: callee.child, ...(talked ? by.bridged : by.notBridged) };
      heard = await ask(urlIn(heard, 'action'), { ...by.caller(caller), ...result, ...more });
    },
    recording: (sid: string, status: string, more: Form = {}) => {
      const told = { CallSid: root, RecordingSid: sid, RecordingStatus: status, RecordingUrl: 'https://evil.example/sound' };
      return tell(urlIn(heard, 'recordingStatusCallback'), { ...told, ...more }, by.taken);
    },
    messageLeft: async (sid: string) => {
      heard = await ask(urlIn(heard, 'action'), { ...by.caller(caller), RecordingSid: sid, RecordingDuration: '5' });
    },
    /** What was asked last is asked once more: its answer had not arrived. */
    asksAgain: async () => {
      heard = await ask(...asked);
    },
    ends: (second: number, seconds: number) =>
      tell(`/${by.provider}/status`, { ...by.caller(caller), ...progress(second, 'completed'), CallDuration: String(seconds) }, by.taken),
  };
}
