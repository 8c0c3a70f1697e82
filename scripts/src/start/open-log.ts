import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { type Log, type LogLevel, makeLogger } from '@ringbase/platform';

const KEEP_BYTES = 20_000_000;

export type HouseLog = { log: Log; path: string; write(line: string): void; close(): Promise<void> };

/** The terminal is for people, so the services' events go to a file; one grown large is set aside at the next start. */
export function openLog(dataDirectory: string, level: LogLevel): HouseLog {
  mkdirSync(dataDirectory, { recursive: true });
  const path = join(dataDirectory, 'ringbase.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > KEEP_BYTES) renameSync(path, `${path}.old`);
  const file = createWriteStream(path, { flags: 'a' });
  // A full disk must not end the services: their calls matter more than the events about them.
  file.on('error', () => undefined);
  const write = (line: string): void => void file.write(line.endsWith('\n') ? line : `${line}\n`);
  return { log: makeLogger({ service: 'ringbase', level, destination: { write } }), path, write, close: () => closeFile(file) };
}

function closeFile(file: WriteStream): Promise<void> {
  return new Promise((resolve) => (file.destroyed ? resolve() : file.end(() => resolve())));
}
