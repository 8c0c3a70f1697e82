import { makeLogger } from './make-logger.js';

function logged(write: (log: ReturnType<typeof makeLogger>) => void) {
  const lines: string[] = [];
  write(makeLogger({ service: 'test', destination: { write: (line) => lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the logger', () => {
  test('writes one JSON event a line with its service, level and time', () => {
    const [line] = logged((log) => log.info({ event: 'call.routed', callId: 'c1', reason: 'owner' }));
    expect(line).toMatchObject({ event: 'call.routed', callId: 'c1', reason: 'owner', service: 'test', level: 'info' });
    expect(line?.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test('removes what must never be written, also one level down', () => {
    const [line] = logged((log) =>
      log.info({ event: 'x', password: 'p', token: 't', client: { phone: '+359881234567', fullName: 'Иван' } }),
    );
    expect(JSON.stringify(line)).not.toMatch(/359881234567|Иван|"p"|"t"/);
  });

  test('masks a full number that slipped into a text', () => {
    const [line] = logged((log) => log.info({ event: 'x', reason: 'no owner for +359881234567' }));
    expect(line?.reason).toBe('no owner for +…67');
  });

  test('leaves ids and times as they are', () => {
    const id = '0192f0c1-7a11-7000-8000-426614174000';
    const [line] = logged((log) => log.info({ event: 'x', callId: id, at: '2026-03-02T10:00:00+03:00' }));
    expect(line).toMatchObject({ callId: id, at: '2026-03-02T10:00:00+03:00' });
  });

  test('keeps the parameters of a failed statement out of the line', () => {
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (e164)=(+359881234567)' });
    const error = new Error('Failed query: insert into phones values ($1)\nparams: +359881234567,Иван', { cause });
    const [line] = logged((log) => log.error({ event: 'x', err: error }));
    expect(JSON.stringify(line)).not.toMatch(/359881234567|Иван/);
    expect(line).toMatchObject({ err: { type: 'Error', cause: { code: '23505', message: 'duplicate key' } } });
    expect(line).toMatchObject({ err: { stack: expect.stringMatching(/^\s+at /) } });
  });

  test('an error logged by itself is scrubbed as well', () => {
    const [line] = logged((log) => log.error(new Error('cannot dial +359881234567')));
    expect(line).toMatchObject({ event: 'error', err: { message: 'cannot dial +…67' } });
    expect(JSON.stringify(line)).not.toContain('359881234567');
  });
});
