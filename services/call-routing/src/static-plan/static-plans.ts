import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type StaticDepartment, spokenLanguages } from '@ringbase/domain';
import type { Log } from '@ringbase/platform';
import { z } from 'zod';

/** Milliseconds between two looks at the departments. */
const REFRESH_MS = 30_000;
/** Milliseconds until the next look while none is known: whoever has just started may have found the database slow. */
const AGAIN_MS = 1_000;

const target = z.object({
  kind: z.enum(['browser', 'sip', 'mobile', 'client']),
  address: z.string(),
  deviceId: z.string().nullable(),
  personId: z.string().nullable(),
  screened: z.boolean(),
  parameters: z.record(z.string(), z.string()),
});
const file = z.array(
  z.object({
    departmentId: z.string(),
    language: z.enum(spokenLanguages),
    recordingAnnouncement: z.string().nullable(),
    numbers: z.array(z.string()),
    targets: z.array(target),
  }),
);

export type StaticPlans = {
  ofNumber(e164: string): StaticDepartment | null;
  ofDepartment(departmentId: string): StaticDepartment | null;
  refresh(): Promise<void>;
  /** Nothing is read or written any more. */
  stop(): Promise<void>;
};

export type StaticPlansOptions = { path: string; read: () => Promise<readonly StaticDepartment[]>; log: Log };

/** The departments' static answers, in memory and in a file that is read when the database is gone already at the start. */
export async function makeStaticPlans({ path, read, log }: StaticPlansOptions): Promise<StaticPlans> {
  let departments: readonly StaticDepartment[] = await readKept(path, log);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const look = async () => {
    clearTimeout(timer);
    if (stopped) return;
    let next = REFRESH_MS;
    try {
      departments = await read();
      await keep(path, departments);
    } catch (error) {
      log.warn({ event: 'static-plan.refresh-failed', departments: departments.length, err: error });
      if (departments.length === 0) next = AGAIN_MS;
    }
    if (stopped) return;
    timer = setTimeout(() => void refresh(), next);
    timer.unref();
  };
  // One after the other: two would write the same file.
  const refresh = (): Promise<void> => {
    running = running.then(look);
    return running;
  };
  await refresh();
  return {
    ofNumber: (e164) => departments.find((department) => department.numbers.includes(e164)) ?? null,
    ofDepartment: (id) => departments.find((department) => department.departmentId === id) ?? null,
    refresh,
    stop() {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}

async function readKept(path: string, log: Log): Promise<readonly StaticDepartment[]> {
  try {
    return file.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    log.info({ event: 'static-plan.none-kept', err: error });
    return [];
  }
}

/** Whole or not at all: a crash in the middle leaves the file of before. */
async function keep(path: string, departments: readonly StaticDepartment[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}.new`;
  await writeFile(fresh, JSON.stringify(departments));
  await rename(fresh, path);
}
