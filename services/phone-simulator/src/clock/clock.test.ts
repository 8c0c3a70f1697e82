import { makeBusy } from './busy.js';
import { makeSimClock } from './sim-clock.js';

test('timers run in the order of their moments, equal ones in the order they were set', async () => {
  const clock = makeSimClock(makeBusy(), () => 1_000);
  clock.set({ virtual: true });
  const ran: string[] = [];
  for (const [name, ms] of [
    ['c', 30],
    ['a', 10],
    ['b1', 20],
    ['b2', 20],
  ] as const)
    clock.after(ms, () => ran.push(`${name}@${clock.now()}`));
  clock.after(15, () => ran.push('never')).cancel();
  await clock.advance(25);
  expect(ran).toEqual(['a@1010', 'b1@1020', 'b2@1020']);
  await clock.advance(25);
  expect(ran.at(-1)).toBe('c@1030');
  expect(clock.now()).toBe(1_050);
});

test('what a moment sets off is over before the next moment comes', async () => {
  const busy = makeBusy();
  const clock = makeSimClock(busy, () => 0);
  clock.set({ virtual: true });
  const ran: string[] = [];
  clock.after(10, () => {
    void busy.track(
      new Promise<void>((resolve) => setTimeout(resolve, 30)).then(() => {
        ran.push(`answered@${clock.now()}`);
        clock.after(5, () => ran.push(`follow-up@${clock.now()}`));
      }),
    );
  });
  clock.after(20, () => ran.push(`later@${clock.now()}`));
  await clock.advance(100);
  expect(ran).toEqual(['answered@10', 'follow-up@15', 'later@20']);
});

test('timers keep their distance when the clock becomes virtual and real again', async () => {
  let real = 5_000;
  const clock = makeSimClock(makeBusy(), () => real);
  let rang = false;
  clock.after(60_000, () => {
    rang = true;
  });
  clock.set({ virtual: true, now: 1_000_000 });
  await clock.advance(59_999);
  expect(rang).toBe(false);
  real = 6_000;
  clock.set({ virtual: false });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(clock.pending()).toBe(1);
  clock.set({ virtual: true });
  await clock.advance(1);
  expect(rang).toBe(true);
  clock.stop();
});

test('ticks tell every move', async () => {
  const clock = makeSimClock(makeBusy(), () => 0);
  const ticks: number[] = [];
  clock.onTick((now) => ticks.push(now));
  clock.set({ virtual: true, now: 100 });
  clock.after(5, () => undefined);
  await clock.advance(10);
  expect(ticks).toEqual([100, 105, 110]);
});

test('a thousand timers come out sorted', async () => {
  const clock = makeSimClock(makeBusy(), () => 0);
  clock.set({ virtual: true });
  const ran: number[] = [];
  for (let i = 0; i < 1_000; i += 1) clock.after((i * 7_919) % 1_009, () => ran.push(clock.now()));
  await clock.advance(2_000, 2_000);
  expect(ran).toHaveLength(1_000);
  expect(ran).toEqual([...ran].sort((a, b) => a - b));
});
