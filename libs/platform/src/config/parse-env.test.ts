import { z } from 'zod';
import { ConfigError, envVar, parseEnv } from './parse-env.js';

const schema = z.object({ PORT: envVar.port.default(3000), DATABASE_URL: envVar.url, WORKERS: envVar.list.optional() });

test('variables are parsed to their types, others are left out', () => {
  expect(parseEnv(schema, { PORT: '0', DATABASE_URL: 'postgres://h/d', WORKERS: 'relay, dialling,', HOME: '/x' })).toEqual({
    PORT: 0,
    DATABASE_URL: 'postgres://h/d',
    WORKERS: ['relay', 'dialling'],
  });
});

test('an empty variable counts as absent', () => {
  expect(parseEnv(schema, { PORT: '', DATABASE_URL: 'postgres://h/d' }).PORT).toBe(3000);
});

test('everything wrong is told in one line that quotes no value', () => {
  const parse = () => parseEnv(schema, { PORT: 'hunter2' });
  expect(parse).toThrow(ConfigError);
  expect(parse).toThrow('Configuration is not usable: PORT: must be a port number; DATABASE_URL is missing');
});

test.each([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
])('a flag reads %s as %s', (given, expected) => expect(envVar.flag.parse(given)).toBe(expected));

describe('the proxies that are believed', () => {
  test.each([
    ['1', 1],
    ['0', 0],
    ['10.0.0.0/8, 192.168.1.7', ['10.0.0.0/8', '192.168.1.7']],
    ['fd00::/8', ['fd00::/8']],
  ])('%s are read', (given, expected) => expect(envVar.trustProxy.parse(given)).toEqual(expected));

  test.each(['true', 'all', '-1', '99', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.0/8,,', 'proxy.example'])(
    '%s are none',
    (given) => expect(() => parseEnv(z.object({ TRUST_PROXY: envVar.trustProxy }), { TRUST_PROXY: given })).toThrow('TRUST_PROXY: must be'),
  );
});
