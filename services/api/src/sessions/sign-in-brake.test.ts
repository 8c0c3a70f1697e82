import { DomainError } from '@ringbase/domain';
import { makeSignInBrake } from './sign-in-brake.js';

const time = { now: new Date('2026-03-02T08:00:00Z') };
const begin = () => makeSignInBrake(() => time.now);
type Brake = ReturnType<typeof begin>;

const right = async () => 'in';
const wrong = () => Promise.reject(new DomainError('UNAUTHENTICATED', 'E-mail or password is wrong'));
const lost = () => Promise.reject(new Error('the database is gone'));
/** As long as a password takes to be looked at. */
const later = (signIn: () => Promise<string>) => async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  return signIn();
};
const outcome = (attempt: Promise<string>) => attempt.catch((error) => (error instanceof DomainError ? error.code : 'lost'));
const one = (brake: Brake, signIn: () => Promise<string>, email = 'ivan@example.com', address = '203.0.113.7') =>
  outcome(brake.attempt(email, address, signIn));
async function many(count: number, make: (n: number) => Promise<string>): Promise<Record<string, number>> {
  const outcomes = await Promise.all(Array.from({ length: count }, (_, n) => make(n)));
  return Object.fromEntries([...new Set(outcomes)].map((word) => [word, outcomes.filter((other) => other === word).length]));
}

test('of many guesses at once as many are looked at as of those one by one', async () => {
  const brake = begin();
  expect(await many(300, () => one(brake, later(wrong)))).toEqual({ UNAUTHENTICATED: 8, TOO_MANY: 292 });
  expect(await one(brake, right)).toBe('TOO_MANY');
  expect(await one(brake, right, 'ivan@example.com', '203.0.113.8')).toBe('in');
});

test('one address guesses forty times, whomever it guesses for and however many at once', async () => {
  const brake = begin();
  const guesses = await many(200, (n) => one(brake, later(wrong), `guess${n}@example.com`));
  expect(guesses).toEqual({ UNAUTHENTICATED: 40, TOO_MANY: 160 });
});

test('an office that signs in at once behind one address gets in', async () => {
  const brake = begin();
  expect(await many(120, (n) => one(brake, later(right), `person${n}@example.com`))).toEqual({ in: 120 });
  expect(await many(20, () => one(brake, later(right)))).toEqual({ in: 20 });
});

test('what fails for another reason than the password locks nobody out', async () => {
  const brake = begin();
  expect(await many(100, () => one(brake, later(lost)))).toEqual({ lost: 100 });
  expect(await one(brake, right)).toBe('in');
});

test('the right password forgets the wrong ones before it, a quarter of an hour all of them', async () => {
  const brake = begin();
  await many(7, () => one(brake, wrong));
  expect(await one(brake, right)).toBe('in');
  await many(8, () => one(brake, wrong));
  expect(await one(brake, right)).toBe('TOO_MANY');
  time.now = new Date(time.now.getTime() + 15 * 60_000);
  expect(await one(brake, right)).toBe('in');
});
