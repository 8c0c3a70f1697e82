import type { ScriptBlock } from '@ringbase/domain';
import { GEORGI, SALES, type SmallCompany } from '@ringbase/testing';
import { type Caller, type EndedCall, phoneIn, type ScriptHouse } from './script-house.js';

/** What the phones do, by the names of the people; left out, nobody answers. */
export type Behaviour = { behaviour: string; afterMs?: number; talkMs?: number; digits?: string };
export type Story = {
  name: string;
  blocks: Readonly<Record<string, ScriptBlock>>;
  from?: string;
  to?: string;
  caller?: Caller;
  phones?: Readonly<Partial<Record<keyof typeof telephones, Behaviour>>>;
  /** SQL that makes the moment what it is; `$1` is one person's id. */
  before?: readonly (readonly [sql: string, ...values: (keyof SmallCompany | string | number)[]])[];
  /** Seconds that pass. */
  pass: number;
  /** The queue is served meanwhile. */
  waiting?: boolean;
  expected: Partial<EndedCall>;
};

export const telephones = {
  ivan: ['client:ivan', 'client'],
  ivanMobile: ['+359878000001', 'mobile'],
  maria: ['sip:maria@pbx.example', 'sip'],
  petar: ['sip:petar@pbx.example', 'sip'],
  bank: ['+35929999999', 'mobile'],
} as const;

export const words = (text: string) => ({ en: text, ru: `${text} (ru)`, bg: `${text} (bg)` });
export const say = (text: string, next: string): ScriptBlock => ({ kind: 'say', words: words(text), next });
export const ends = {
  bye: say('Goodbye.', 'end'),
  yes: say('Yes.', 'end'),
  no: say('No.', 'end'),
  end: { kind: 'hang-up' },
} as const satisfies Record<string, ScriptBlock>;
export const voicemail: ScriptBlock = { kind: 'voicemail', greeting: words('Leave a message.'), maxSeconds: 60, next: 'bye' };
export const answers = (afterMs = 2000, talkMs = 10_000): Behaviour => ({ behaviour: 'answer', afterMs, talkMs });

/** Tells one story through the real HTTP path and compares what came of it. */
export async function runStory(house: ScriptHouse, story: Story): Promise<void> {
  const { phones, sql, company } = house;
  for (const [name, [address, kind]] of Object.entries(telephones)) {
    const { behaviour = 'no-answer', ...more } = story.phones?.[name as keyof typeof telephones] ?? {};
    await phones.phone(address, kind, behaviour, more);
  }
  await sql.query('delete from person_calls');
  await sql.query(
    `update presence set chosen_status = 'available', chosen_until = null, wrap_up_since = null, wrap_up_until = null,
       last_talk_at = null, talk_count = 0, last_rung_at = null`,
  );
  await sql.query(`update departments set hours = null, language = 'en', recording_announcement = null`);
  await sql.query(`update applications set status = 'interested'`);
  await sql.query(`delete from callbacks`);
  for (const [text, ...values] of story.before ?? [])
    await sql.query(
      text,
      values.map((value) => idOf(company, value)),
    );
  await house.publish({ ...ends, ...story.blocks });
  const callSid = await phoneIn(phones, story.from ?? GEORGI, story.to ?? SALES, story.caller);
  await house.pass(story.pass, story.waiting);
  expect(await house.ended(callSid)).toMatchObject(story.expected);
}

function idOf(company: SmallCompany, value: string | number): unknown {
  const found = typeof value === 'string' ? (company as Record<string, { id: string }>)[value] : undefined;
  return found?.id ?? value;
}
