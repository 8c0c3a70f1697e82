import { followNews, type NewsPosition, unknownPosition } from './follow-news.js';

const at = (seq: number, version: number | null): NewsPosition => ({ seq, version });
const change = { noun: 'application', id: '0199f3a2-0000-7000-8000-000000000001' } as const;

test('the first hello fetches everything: what came while it was waited for was told to nobody', () => {
  expect(followNews(unknownPosition, { kind: 'hello', seq: 1, version: 7, heartbeatSeconds: 15 })).toEqual({
    position: at(1, 7),
    refetch: 'everything',
  });
});

test('a hello after a break with nothing new fetches nothing', () => {
  expect(followNews(at(9, 7), { kind: 'hello', seq: 1, version: 7, heartbeatSeconds: 15 }).refetch).toBe('nothing');
});

test('a hello with a higher version than we have seen fetches everything', () => {
  expect(followNews(at(9, 7), { kind: 'hello', seq: 1, version: 8, heartbeatSeconds: 15 }).refetch).toBe('everything');
});

test('a change in order is fetched by itself', () => {
  expect(followNews(at(1, 7), { kind: 'changed', seq: 2, version: 8, changes: [change] })).toEqual({
    position: at(2, 8),
    refetch: [change],
  });
});

test('a gap in the numbers fetches everything, and counting goes on from there', () => {
  const step = followNews(at(1, 7), { kind: 'changed', seq: 3, version: 9, changes: [change] });
  expect(step).toEqual({ position: at(3, 9), refetch: 'everything' });
  expect(followNews(step.position, { kind: 'heartbeat', seq: 4, version: 9 }).refetch).toBe('nothing');
});

test('a heartbeat that tells of news we never got fetches everything', () => {
  expect(followNews(at(1, 7), { kind: 'heartbeat', seq: 2, version: 8 }).refetch).toBe('everything');
});

test('a version never goes back', () => {
  expect(followNews(at(1, 9), { kind: 'changed', seq: 2, version: 8, changes: [] }).position.version).toBe(9);
});

test('a call that rings is no reason to fetch what is shown', () => {
  expect(followNews(at(1, 7), { kind: 'ringing', seq: 2, version: 8, callId: change.id }).refetch).toBe('nothing');
});
