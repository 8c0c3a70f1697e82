import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readPublicKey, refusalOfTelnyx, type TelnyxSigned } from './verify-signature.js';

const ours = generateKeyPairSync('ed25519');
const another = generateKeyPairSync('ed25519');
const portal = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
const key = readPublicKey(portal(ours.publicKey));
const receivedAt = new Date('2026-03-02T08:00:00Z');
const seconds = receivedAt.getTime() / 1000;
const body = 'CallSid=v3%3A9X2vxPDFY2RHSJ1EdMS0RHRksMTg7ldNxdjWbVr9zBjbGjGsSe-aiQ&From=%2B35319605860&To=%2B13129457420';

const signed = (text = body, timestamp = String(seconds), by = ours.privateKey): TelnyxSigned => ({
  signature: sign(null, Buffer.from(`${timestamp}|${text}`), by).toString('base64'),
  timestamp,
  rawBody: Buffer.from(text),
  receivedAt,
});
const good = signed();

test('what the account’s key has signed is taken', () => expect(refusalOfTelnyx(key, good)).toBeNull());
test('an empty body may be signed', () => expect(refusalOfTelnyx(key, signed(''))).toBeNull());

test.each<[string, TelnyxSigned]>([
  ['another’s signature', signed(body, String(seconds), another.privateKey)],
  ['no signature', { ...good, signature: undefined }],
  ['an empty signature', { ...good, signature: '' }],
  ['two signatures', { ...good, signature: [good.signature, good.signature] }],
  ['a signature cut short', { ...good, signature: String(good.signature).slice(0, -4) }],
  ['a signature in another alphabet', { ...good, signature: Buffer.alloc(64, 255).toString('base64url') }],
  ['no timestamp', { ...good, timestamp: undefined }],
  ['another timestamp than was signed', { ...good, timestamp: String(seconds + 1) }],
  ['a timestamp with a space', { ...good, timestamp: ` ${seconds}` }],
  ['a timestamp that is no number', signed(body, 'soon')],
  ['a changed value', { ...good, rawBody: Buffer.from(body.replace('35319605860', '35319605861')) }],
  ['the same form in another order', { ...good, rawBody: Buffer.from(body.split('&').reverse().join('&')) }],
  ['the same form encoded otherwise', { ...good, rawBody: Buffer.from(body.replace('%3A', ':')) }],
  ['one parameter more', { ...good, rawBody: Buffer.from(`${body}&Digits=1`) }],
  ['one parameter less', { ...good, rawBody: Buffer.from(body.slice(0, body.lastIndexOf('&'))) }],
  ['no body', { ...good, rawBody: Buffer.alloc(0) }],
  ['what was signed split at another place', { ...signed(`1|${body}`), timestamp: `${seconds}|1`, rawBody: Buffer.from(body) }],
])('%s is refused', (_, request) => expect(refusalOfTelnyx(key, request)).toBe('signature'));

test.each([
  [-300, null],
  [-301, 'stale'],
  [300, null],
  [301, 'stale'],
  [-31_536_000, 'stale'],
])('a message signed %d s from now: %s', (offset, refusal) =>
  expect(refusalOfTelnyx(key, signed(body, String(seconds + offset)))).toBe(refusal),
);

test('a forged message is not told from a stale one by its age', () =>
  expect(refusalOfTelnyx(key, signed(body, String(seconds - 9999), another.privateKey))).toBe('signature'));

test.each([
  '',
  'nonsense',
  Buffer.alloc(31, 1).toString('base64'),
  `${portal(ours.publicKey)}\n`,
  portal(ours.publicKey).replace(/=$/, ''),
])('a key that is none opens no door: %j', (text) => expect(() => readPublicKey(text)).toThrow('no Ed25519 public key'));
