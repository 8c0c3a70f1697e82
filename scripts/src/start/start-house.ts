import type { Lifecycle } from '@ringbase/platform';
import { migrateAll } from '../migrate/migrate-all.js';
import { sayWhatWasMade } from '../seed/say-what-was-made.js';
import { demoLogins, listCompanyNumbers, seedDemoCompany } from '../seed/seed-demo-company.js';
import type { StartConfig } from './config.js';
import { connectNumbers } from './connect-numbers.js';
import type { HouseLog } from './open-log.js';
import { findPhoneCompany, type PhoneCompany, simulatedAccount } from './phone-company.js';
import { type Say, withProgress } from './progress.js';
import { readyMessage } from './ready-message.js';
import { reservePort } from './reserve-port.js';
import { type StartedDatabase, startDatabase } from './start-database.js';
import { startServices } from './start-services.js';
import { type Simulator, startSimulator } from './start-simulator.js';

export type StartHouseOptions = { config: StartConfig; lifecycle: Lifecycle; journal: HouseLog; say: Say };

/** Brings up everything in the order in which it depends on each other; the lifecycle takes it down in reverse. */
export async function startHouse(options: StartHouseOptions): Promise<void> {
  const { config, lifecycle, journal, say } = options;
  const given = findPhoneCompany(config);
  // Before anything that takes long: a taken port is told at once.
  const port = await reservePort(config.PORT, 'PORT');
  const simulatorPort = given ? 0 : await reservePort(config.SIMULATOR_PORT, 'SIMULATOR_PORT');
  const publicUrl = config.PUBLIC_URL ?? `http://localhost:${port}`;

  // The two know nothing of each other and take a while each.
  const [database, { phoneCompany, simulator }] = await Promise.all([
    runDatabase(options),
    given ? { phoneCompany: given, simulator: undefined } : runSimulator(simulatorPort, options),
  ]);
  if (simulator) await fillDemo(database.url, config.storageUrl, say);
  const services = await lifecycle.start(
    'services',
    () =>
      withProgress(say, 'Starting the services', () =>
        startServices({ config, databaseUrl: database.url, publicUrl, phoneCompany, port, log: journal.log }),
      ),
    (started) => started.stop(),
  );
  if (simulator) await connectNumbers(simulator, publicUrl, await listCompanyNumbers(database.url));
  lifecycle.ready();
  say(readyMessage({ port: services.port, simulatorUrl: simulator?.url, logins: simulator ? demoLogins : [], logPath: journal.path }));
}

/** The database, migrated. */
async function runDatabase({ config, lifecycle, journal, say }: StartHouseOptions): Promise<StartedDatabase> {
  const { DATABASE_URL: given, dataDirectory } = config;
  const database = await lifecycle.start(
    'database',
    () => withProgress(say, 'Starting the database', () => startDatabase({ given, dataDirectory, writeLog: journal.write })),
    (started) => started.stop(),
  );
  await withProgress(say, 'Bringing the database up to date', () => migrateAll(database.url));
  return database;
}

type SimulatedCompany = { phoneCompany: PhoneCompany; simulator: Simulator };

/** Without an account at Twilio the simulator is the phone company, as a process of its own. */
async function runSimulator(port: number, { config, lifecycle, journal, say }: StartHouseOptions): Promise<SimulatedCompany> {
  const account = simulatedAccount(config.dataDirectory);
  const onUnexpectedEnd = (): void => {
    journal.log.error({ event: 'simulator.ended' });
    say('The phone simulator has ended unexpectedly: no calls until the next start.');
  };
  const simulator = await lifecycle.start(
    'phone simulator',
    () =>
      withProgress(say, 'Starting the phone simulator', () => startSimulator({ port, account, writeLog: journal.write, onUnexpectedEnd })),
    (started) => started.stop(),
  );
  return { phoneCompany: { ...account, authTokenPrevious: undefined, baseUrl: simulator.url }, simulator };
}

async function fillDemo(databaseUrl: string, storageUrl: string, say: Say): Promise<void> {
  const made = await withProgress(say, 'Looking after the demo company', () =>
    seedDemoCompany({ databaseUrl, storageUrl, now: new Date(), say }),
  );
  if (made !== 'already there') sayWhatWasMade(made, say);
}
