import { isNativeError } from 'node:util/types';
import { type DestinationStream, type Logger, pino } from 'pino';
import { describeError, maskNumbers } from './describe-error.js';

export type Log = Logger;
export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export interface LoggerOptions {
  service: string;
  level?: LogLevel;
  /** Where the lines go; standard output unless told otherwise. */
  destination?: DestinationStream;
}

// A net under the rule "never a body, a full number or a name", not a licence to pass them.
const SECRET_KEYS = [
  'authorization',
  'body',
  'cookie',
  'displayName',
  'e164',
  'email',
  'fullName',
  'headers',
  'password',
  'phone',
  'rawNumber',
  'secret',
  'token',
];

/** Makes the logger of a service: one JSON event a line, secrets and people's data removed, errors scrubbed. */
export function makeLogger({ service, level = 'info', destination }: LoggerOptions): Log {
  return pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
      // pino copies the message of what it finds under its error key into `msg`, unscrubbed: it shall find nothing there.
      errorKey: 'thrown',
      serializers: { err: describeError, error: describeError },
      hooks: {
        logMethod(args, method) {
          const [first, ...rest] = args;
          if (isNativeError(first)) method.apply(this, [{ event: 'error', err: first }, ...rest.map(String)]);
          else method.apply(this, args);
        },
      },
      formatters: { level: (label) => ({ level: label }), log: maskFields },
    },
    destination ?? pino.destination(1),
  );
}

function maskFields(fields: Record<string, unknown>): Record<string, unknown> {
  const masked: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) masked[key] = typeof value === 'string' ? maskNumbers(value) : value;
  return masked;
}
