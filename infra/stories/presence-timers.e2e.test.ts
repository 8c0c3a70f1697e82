import type { Presence } from '@ringbase/contracts';
import { eventually, GEORGI, openTab, SALES } from '@ringbase/testing';
import { type PresenceHouse, startPresenceHouse } from './presence-house.js';

describe('what ends at its time ends without a browser and without the process that began it', () => {
  let story: PresenceHouse;
  beforeAll(async () => {
    story = await startPresenceHouse();
  }, 120_000);
  afterAll(() => story?.stop(), 60_000);

  const row = async () =>
    (
      await story.sql.query<{ chosen_status: string; chosen_until: Date | null; wrap_up_until: Date | null }>(
        'select chosen_status, chosen_until, wrap_up_until from presence where person_id = $1',
        [story.company.ivan.id],
      )
    )[0];
  const toldSince = async (id: string) => {
    const told = await story.sql.query<{ id: string }>(
      `select id from outbox where id > $1 and body->'changes' @> jsonb_build_array(jsonb_build_object('noun', 'presence', 'id', $2::text))`,
      [id, story.company.ivan.id],
    );
    return told.length > 0;
  };
  const lastTold = async () => (await story.sql.query<{ id: string }>('select coalesce(max(id), 0) as id from outbox'))[0]?.id ?? '0';

  test.each(['break', 'away'] as const)(
    'a chosen %s is over at its minute, with no console open, and colleagues are told',
    async (status) => {
      const until = new Date((await story.now()).getTime() + 10 * 60_000).toISOString();
      await story.ask('PUT', '/presence', { status, reason: null, until });
      await story.pass(10 * 60_000 - 1);
      expect(await story.presence()).toMatchObject({ status, reasons: [`chosen-${status}`, 'browser-not-connected'], chosen: { until } });
      const before = await lastTold();
      await story.pass(1);
      expect((await story.presence()).reasons).toEqual(['browser-not-connected']);
      await eventually('the timer of the house has ended it', async () => (await row())?.chosen_status === 'available');
      expect((await row())?.chosen_until).toBeNull();
      expect(await toldSince(before)).toBe(true);
    },
  );

  test('a wrap-up is over at its deadline, though what began it and what watches it are dead, and is told when the watch is back', async () => {
    const { house, company, sql } = story;
    await openTab(sql, company.ivan.id, 'tab-of-ivan', await story.now());
    await house.phones.phone('client:ivan', 'client', 'answer', { afterMs: 500, talkMs: 8000 });
    await house.phones.callIn(GEORGI, SALES);
    const until = await eventually('Ivan wraps his call up', async () => {
      await story.pass(500);
      return (await row())?.wrap_up_until;
    });
    await house.kill('call-routing');
    await house.kill('workers');
    const left = until.getTime() - (await story.now()).getTime();
    expect(left).toBeGreaterThan(0);
    await story.pass(left - 1);
    expect(await story.presence()).toMatchObject({
      status: 'wrap-up',
      routable: false,
      reasons: ['wrap-up'],
      wrapUpUntil: until.toISOString(),
    });
    await story.pass(1);
    expect(await story.presence()).toMatchObject<Partial<Presence>>({ status: 'available', routable: true, reasons: [] });
    const before = await lastTold();
    await house.start('workers');
    await eventually('the watch has found it passed', async () => (await row())?.wrap_up_until === null);
    expect(await toldSince(before)).toBe(true);
    await house.start('call-routing');
  }, 90_000);
});
