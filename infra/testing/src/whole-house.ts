import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFreePort } from '@ringbase/platform';
import { startFrontDoor } from './front-door.js';
import { account, type PhoneCompany, startPhoneCompany } from './phone-company.js';
import { SALES, SERVICE } from './small-company.js';
import { type ServiceProcess, startProcess } from './start-process.js';

export type HouseService = 'call-routing' | 'api' | 'realtime' | 'workers';
export type House = {
  /** The one origin of console, API, ws and webhooks. */
  url: string;
  phones: PhoneCompany;
  stop(): Promise<void>;
};
export type WholeHouse = House & {
  /** SIGKILL. */
  kill(service: HouseService): Promise<void>;
  start(service: HouseService): Promise<void>;
};

type HouseOptions = {
  databaseUrl: string;
  directory: string;
  /** Time stands still until the test moves it, for the phone company and for all of ours. */
  virtual?: boolean;
};

/** Every service a process of its own, behind one front door, with the simulated phone company; nothing shared but the database and a directory. */
export async function startWholeHouse({ databaseUrl, directory, virtual = false }: HouseOptions): Promise<WholeHouse> {
  const phones = await startPhoneCompany();
  if (virtual) await phones.control('PUT', '/control/clock', { virtual: true, now: new Date().toISOString() });
  const [api, realtime, routing, workers] = await Promise.all([findFreePort(), findFreePort(), findFreePort(), findFreePort()]);
  const door = await startFrontDoor(() => ({ api, realtime, routing }));
  const common = {
    ...surroundings(databaseUrl, directory, door.url, phones),
    ...(virtual ? { CLOCK_URL: `${phones.url}/clock` } : {}),
  };
  const ports: Readonly<Record<HouseService, number>> = { 'call-routing': routing, api, realtime, workers };
  const services = new Map<HouseService, ServiceProcess>();
  const start = async (name: HouseService) => void services.set(name, await startProcess(name, { ...common, PORT: String(ports[name]) }));
  const stop = async () => {
    await Promise.all([...services.values()].map((service) => service.stop()));
    await door.stop();
    await phones.stop();
  };
  const started = await Promise.allSettled([start('call-routing'), start('api'), start('realtime'), start('workers')]);
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    // Whoever gets no house cannot stop it.
    await stop();
    throw failed.reason;
  }
  await connectNumbers(phones, door.url);
  return {
    url: door.url,
    phones,
    kill: async (name) => services.get(name)?.stop('SIGKILL'),
    start,
    stop,
  };
}

/** All services in one process, as `npm start` runs them for a company that has a database and an account of its own: for what does not hang on their being apart. */
export async function startHouseInOne({ databaseUrl, directory }: Omit<HouseOptions, 'virtual'>): Promise<House> {
  const phones = await startPhoneCompany();
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...surroundings(databaseUrl, directory, url, phones), PORT: String(port) };
  try {
    const house = await startProcess('house', env, 'scripts/dist/start/main.js');
    await connectNumbers(phones, url);
    return {
      url,
      phones,
      async stop() {
        await house.stop();
        await phones.stop();
      },
    };
  } catch (error) {
    await phones.stop();
    throw error;
  }
}

function surroundings(databaseUrl: string, directory: string, url: string, phones: PhoneCompany): Record<string, string> {
  return {
    PUBLIC_URL: url,
    DATABASE_URL: databaseUrl,
    DATA_DIR: directory,
    STORAGE_URL: pathToFileURL(join(directory, 'storage')).href,
    TWILIO_API_BASE_URL: phones.url,
    ...account,
  };
}

async function connectNumbers(phones: PhoneCompany, url: string): Promise<void> {
  await Promise.all([SALES, SERVICE].map((number) => phones.connect(number, url)));
}
