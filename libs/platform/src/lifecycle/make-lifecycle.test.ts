import { EventEmitter } from 'node:events';
import { makeLogger } from '../log/make-logger.js';
import { makeLifecycle } from './make-lifecycle.js';
import { runUntilSignal } from './run-until-signal.js';

const log = makeLogger({ service: 'test', level: 'silent' });

function journalled(stopTimeoutMs = 1_000) {
  const journal: string[] = [];
  const lifecycle = makeLifecycle({ log, stopTimeoutMs });
  const part = (name: string, stop: () => Promise<void> | void = () => undefined) =>
    lifecycle.start(
      name,
      async () => journal.push(`+${name}`),
      async () => {
        journal.push(`-${name}`);
        await stop();
      },
    );
  return { journal, lifecycle, part };
}

describe('a lifecycle', () => {
  test('stops its parts in the reverse of the order they started in, once', async () => {
    const { journal, lifecycle, part } = journalled();
    await part('database');
    await part('http');
    lifecycle.ready();
    expect(lifecycle.state()).toBe('ready');
    await Promise.all([lifecycle.stop(), lifecycle.stop()]);
    expect(journal).toEqual(['+database', '+http', '-http', '-database']);
    expect(lifecycle.state()).toBe('stopped');
  });

  test('a part that fails or hangs does not keep the others from stopping', async () => {
    const { journal, lifecycle, part } = journalled(20);
    await part('database');
    await part('hanging', () => new Promise(() => undefined));
    await part('failing', () => {
      throw new Error('no');
    });
    await lifecycle.stop();
    expect(journal.slice(3)).toEqual(['-failing', '-hanging', '-database']);
  });

  test('a part that fails to start stops those before it', async () => {
    const { journal, lifecycle, part } = journalled();
    await part('database');
    const broken = lifecycle.start(
      'queue',
      () => Promise.reject(new Error('no queue')),
      () => undefined,
    );
    await expect(broken).rejects.toThrow('no queue');
    expect(journal).toEqual(['+database', '-database']);
  });
});

describe('a process', () => {
  function fakeProcess() {
    const exits: number[] = [];
    const emitter = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
    const happen = (event: string, what: unknown) => emitter.emit(event, what);
    return { exits, happen, running: emitter as unknown as NodeJS.Process };
  }

  test('ends with 0 after a signal, when everything has stopped', async () => {
    const { journal, lifecycle, part } = journalled();
    const { exits, happen, running } = fakeProcess();
    await part('http');
    runUntilSignal(lifecycle, log, running);
    happen('SIGTERM', 'SIGTERM');
    await lifecycle.stop();
    await Promise.resolve();
    expect(exits).toEqual([0]);
    expect(journal).toEqual(['+http', '-http']);
  });

  test('a second signal ends it at once', async () => {
    const { lifecycle, part } = journalled();
    const { exits, happen, running } = fakeProcess();
    await part('hanging', () => new Promise(() => undefined));
    runUntilSignal(lifecycle, log, running);
    happen('SIGINT', 'SIGINT');
    happen('SIGINT', 'SIGINT');
    expect(exits).toEqual([1]);
  });

  test('an error nobody caught ends it with 1', async () => {
    const { lifecycle } = journalled();
    const { exits, happen, running } = fakeProcess();
    runUntilSignal(lifecycle, log, running);
    happen('uncaughtException', new Error('lost'));
    await lifecycle.stop();
    await Promise.resolve();
    expect(exits).toEqual([1]);
  });
});
