import { DomainError } from '@ringbase/domain';
import { explainLostDatabase } from './explain-lost-database.js';

const coded = (code: string) => Object.assign(new Error('of pg'), { code });

test.each<[string, unknown]>([
  ['a refused connection', coded('ECONNREFUSED')],
  ['a broken connection', coded('ECONNRESET')],
  ['a server that shuts down', coded('57P01')],
  ['a server that has crashed', coded('57P02')],
  ['a server that is starting', coded('57P03')],
  ['a server without room', coded('53300')],
  ['a connection exception', coded('08006')],
  ['a connection that ended', new Error('Connection terminated unexpectedly')],
  ['a server that does not answer', new Error('Query read timeout')],
  ['no connection in time', new Error('timeout exceeded when trying to connect')],
  ['a transaction on a dead connection', new Error('Client has encountered a connection error and is not queryable')],
  ['any of them behind a failed query', new Error('Failed query: select 1', { cause: coded('57P01') })],
])('%s is UNAVAILABLE, with what stands behind it', (_, error) => {
  expect(explainLostDatabase(error)).toMatchObject({ code: 'UNAVAILABLE', cause: error });
});

test.each<[string, unknown]>([
  ['a broken rule', coded('23505')],
  ['a statement that took too long', coded('57014')],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['a refusal of the house', new DomainError('CONFLICT', 'Connection terminated')],
  ['no error at all', 'ECONNREFUSED'],
])('%s stays what it is', (_, error) => expect(explainLostDatabase(error)).toBe(error));
