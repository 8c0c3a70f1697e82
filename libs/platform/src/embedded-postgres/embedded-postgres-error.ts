export type EmbeddedPostgresProblem = 'disk-full' | 'already-running' | 'port-taken' | 'unsupported-machine' | 'failed';

/** Why the embedded database could not start. `message` is one line a person can act on. */
export class EmbeddedPostgresError extends Error {
  readonly problem: EmbeddedPostgresProblem;

  constructor(problem: EmbeddedPostgresProblem, message: string) {
    super(message);
    this.name = 'EmbeddedPostgresError';
    this.problem = problem;
  }
}

/** Reads PostgreSQL's own output for the causes a person can do something about. */
export function explainFailure(doing: string, directory: string, output: string): EmbeddedPostgresError {
  if (/No space left on device|Disk quota exceeded|File too large/i.test(output)) {
    return new EmbeddedPostgresError('disk-full', `The disk is full: the database in ${directory} needs more room.`);
  }
  if (/Address already in use/i.test(output)) {
    return new EmbeddedPostgresError('port-taken', 'The port chosen for the embedded database is taken.');
  }
  if (/lock file .* already exists/i.test(output)) {
    return new EmbeddedPostgresError('already-running', `Another Ringbase is running with the database in ${directory}.`);
  }
  return new EmbeddedPostgresError('failed', `The embedded database failed while ${doing}: ${lastTelling(output)}`);
}

/** The system's own errors while directories and files are prepared: a full disk is named, the rest passes through. */
export function explainSystemError(directory: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOSPC' && code !== 'EDQUOT' && code !== 'EFBIG') return error;
  return explainFailure('preparing its files', directory, 'No space left on device');
}

function lastTelling(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.filter((line) => /FATAL|PANIC|ERROR|error:/.test(line));
  return (telling.at(-1) ?? lines.at(-1) ?? 'it said nothing').trim();
}
