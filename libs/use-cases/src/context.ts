import { type Database, hasToldHouse, type Tx, transactionAs, transactionOfHouse } from '@ringbase/database';
import type { Role } from '@ringbase/domain';
import type { Log } from '@ringbase/platform';

/** Who acts: a signed-in person. */
export type Actor = { personId: string; role: Role; seesNumbers: boolean; timeZone: string };

/** What every verb is given. Time and ids come from here and nowhere else. */
export type HouseContext = {
  /** The pool of the house's own narrow role: routing or worker. */
  readonly house: Database;
  readonly clock: () => Date;
  readonly ids: () => string;
  readonly log: Log;
  /** Rung after the commit of each transaction that told the house something, so that the relay need not wait for its next look. */
  readonly bell: () => void;
  /** A transaction of the house itself. */
  houseTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

/** What a person's verb is given: `transaction` sees what he may see. */
export type Context = HouseContext & {
  readonly actor: Actor;
  readonly app: Database;
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
};

type HouseParts = Pick<HouseContext, 'house' | 'clock' | 'ids' | 'log'> & Partial<Pick<HouseContext, 'bell'>>;

export function makeHouseContext({ bell = () => undefined, ...parts }: HouseParts): HouseContext {
  return { ...parts, bell, houseTransaction: (work) => ringAfter(bell, work, (watched) => transactionOfHouse(parts.house, watched)) };
}

export function makeContext(house: HouseContext, app: Database, actor: Actor): Context {
  return {
    ...house,
    actor,
    app,
    transaction: (work) => ringAfter(house.bell, work, (watched) => transactionAs(app, actor.personId, house.clock(), watched)),
  };
}

async function ringAfter<T>(
  bell: () => void,
  work: (tx: Tx) => Promise<T>,
  run: (watched: (tx: Tx) => Promise<T>) => Promise<T>,
): Promise<T> {
  let told = false;
  const result = await run(async (tx) => {
    const answer = await work(tx);
    told = hasToldHouse(tx);
    return answer;
  });
  if (told) bell();
  return result;
}
