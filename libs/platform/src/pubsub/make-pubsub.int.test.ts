import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, describeWithRedis, startTcpProxy, type TcpProxy, type TestDatabase, waitUntil } from '@ringbase/testing';
import { makeLogger } from '../log/make-logger.js';
import { makePubSub, type NewsWire } from './make-pubsub.js';
import type { PubSub } from './pubsub.js';

const log = makeLogger({ service: 'test', level: 'silent' });

/** What news promises, on whatever it travels. */
function describePubSub(openWire: () => Promise<{ wire: NewsWire; throughProxy(proxyUrl: string): NewsWire; address: string }>) {
  let where: Awaited<ReturnType<typeof openWire>>;
  let namespace: string;
  const open: PubSub[] = [];
  const make = async (wire: NewsWire = where.wire) => {
    const pubsub = await makePubSub({ wire, log, namespace });
    open.push(pubsub);
    return pubsub;
  };

  beforeAll(async () => {
    where = await openWire();
  });
  beforeEach(() => {
    namespace = `test_${randomBytes(6).toString('hex')}`;
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((pubsub) => pubsub.close()));
  });

  test('everybody who listens to a channel hears what is told there, and only that', async () => {
    const [teller, one, other] = [await make(), await make(), await make()];
    const heard: string[] = [];
    await one.subscribe('news', (message) => heard.push(`one ${message}`));
    await other.subscribe('news', (message) => heard.push(`other ${message}`));
    await other.subscribe('outbox', (message) => heard.push(`outbox ${message}`));
    await teller.publish('news', '{"id": "a b", "имя": 1}');
    await teller.publish('outbox', '');
    await waitUntil(() => heard.length === 3);
    expect(heard.sort()).toEqual(['one {"id": "a b", "имя": 1}', 'other {"id": "a b", "имя": 1}', 'outbox ']);
  });

  test('what one process tells arrives in order', async () => {
    const [teller, listener] = [await make(), await make()];
    const heard: string[] = [];
    await listener.subscribe('news', (message) => heard.push(message));
    const told = Array.from({ length: 1_000 }, (_, n) => `message ${n}`);
    await Promise.all(told.map((message) => teller.publish('news', message)));
    await waitUntil(() => heard.length === told.length);
    expect(heard).toEqual(told);
  });

  test('who has stopped listening hears nothing more, the others do', async () => {
    const [teller, listener] = [await make(), await make()];
    const heard: string[] = [];
    const stop = await listener.subscribe('news', () => heard.push('stopped'));
    await listener.subscribe('news', () => heard.push('listening'));
    await stop();
    await teller.publish('news', 'x');
    await waitUntil(() => heard.length > 0);
    await sleep(50);
    expect(heard).toEqual(['listening']);
  });

  test('a listener that throws does not keep another from hearing', async () => {
    const pubsub = await make();
    const heard: string[] = [];
    await pubsub.subscribe('news', () => {
      throw new Error('broken');
    });
    await pubsub.subscribe('news', (message) => heard.push(message));
    await pubsub.publish('news', 'x');
    await waitUntil(() => heard.length === 1);
  });

  test('a message may be 7,500 bytes and not more', async () => {
    const pubsub = await make();
    const heard: string[] = [];
    await pubsub.subscribe('news', (message) => heard.push(message));
    await pubsub.publish('news', 'я'.repeat(3_750));
    await waitUntil(() => heard.length === 1);
    expect(heard[0]).toHaveLength(3_750);
    await expect(pubsub.publish('news', 'я'.repeat(3_751))).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  test('a channel’s name is a name', async () => {
    await expect((await make()).publish('news of\nothers', 'x')).rejects.toMatchObject({ code: 'INVALID' });
  });

  describe('when the wire is down', () => {
    let proxy: TcpProxy;
    beforeEach(async () => {
      proxy = await startTcpProxy(where.address);
    });
    afterEach(() => proxy.stop());

    test('telling fails at once, and works again when it is back', async () => {
      const pubsub = await make(where.throughProxy(proxy.url));
      await pubsub.publish('news', '1');
      proxy.cut();
      const began = Date.now();
      await expect(pubsub.publish('news', '2')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(Date.now() - began).toBeLessThan(2_500);
      proxy.restore();
      await waitUntil(() =>
        pubsub.publish('news', '3').then(
          () => true,
          () => false,
        ),
      );
    });

    test('a listener comes back by itself', async () => {
      const [near, far] = [await make(), await make(where.throughProxy(proxy.url))];
      const heard: string[] = [];
      await far.subscribe('news', (message) => heard.push(message));
      await far.check();
      proxy.cut();
      await sleep(100);
      await expect(far.check()).rejects.toThrow();
      await near.publish('news', 'lost');
      proxy.restore();
      await waitUntil(async () => {
        await near.publish('news', 'heard');
        await sleep(50);
        return heard.length > 0;
      });
      expect(new Set(heard)).toEqual(new Set(['heard']));
    });

    test('who subscribes without it hears when it is there', async () => {
      proxy.cut();
      const [near, far] = [await make(), await make(where.throughProxy(proxy.url))];
      const heard: string[] = [];
      const subscribing = far.subscribe('news', (message) => heard.push(message));
      await sleep(100);
      proxy.restore();
      await subscribing;
      await waitUntil(async () => {
        await near.publish('news', 'heard');
        await sleep(50);
        return heard.length > 0;
      });
    });

    test('a process can still stop', async () => {
      const pubsub = await make(where.throughProxy(proxy.url));
      await pubsub.subscribe('news', () => undefined);
      proxy.cut();
      const began = Date.now();
      await pubsub.close();
      expect(Date.now() - began).toBeLessThan(2_000);
    });
  });
}

describe('news over PostgreSQL', () => {
  let database: TestDatabase;
  afterAll(() => database.drop());

  describePubSub(async () => {
    database = await createTestDatabase();
    return {
      wire: { kind: 'postgres', connectionString: database.url },
      throughProxy: (connectionString) => ({ kind: 'postgres', connectionString }),
      address: database.url,
    };
  });
});

describeWithRedis('news over Redis', (url) => {
  describePubSub(async () => ({
    wire: { kind: 'redis', url },
    throughProxy: (proxied) => ({ kind: 'redis', url: proxied }),
    address: url,
  }));
});
