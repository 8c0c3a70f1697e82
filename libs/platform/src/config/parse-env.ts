import { z } from 'zod';
import { parseOrigins } from '../outgoing/parse-origins.js';
import { trustProxy } from './trust-proxy.js';

/** The environment is not fit to start with. The message is one line a person can act on. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Parses the environment by a zod object. An empty variable counts as absent.
 * Throws ConfigError with one line naming every wrong variable; values are never quoted, they may be secrets.
 */
export function parseEnv<S extends z.ZodObject>(schema: S, env: Readonly<Record<string, string | undefined>>): z.output<S> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => {
    const name = issue.path.join('.') || 'environment';
    return name in given || issue.path.length === 0 ? `${name}: ${lower(issue.message)}` : `${name} is missing`;
  });
  throw new ConfigError(`Configuration is not usable: ${[...new Set(faults)].join('; ')}`);
}

/** Shapes of environment variables that several services read. */
export const envVar = {
  port: z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535),
  url: z.url({ error: 'must be a URL' }),
  flag: z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true'),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']),
  list: z.string().transform(parts),
  origins: z.string().transform((value, context) => {
    const origins = parseOrigins(parts(value));
    if (origins === null) context.addIssue('must name origins: https://host, or http://localhost for this machine alone');
    return origins ?? [];
  }),
  trustProxy,
};

function parts(value: string): string[] {
  return value.split(',').flatMap((part) => part.trim() || []);
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
