import { reminderPresets } from './reminder-presets.js';

const keys = (at: string) => reminderPresets(new Date(at), 'Europe/Sofia').map(({ key }) => key);

test('in the evening five o’clock is no longer offered', () => {
  expect(keys('2026-03-02T12:00:00Z')).toContain('evening');
  expect(keys('2026-03-02T16:00:00Z')).not.toContain('evening');
});

test('on a Sunday Monday is tomorrow and offered once', () => {
  expect(keys('2026-03-08T12:00:00Z')).not.toContain('monday');
});

test('on a Monday the next one is offered', () => {
  const monday = reminderPresets(new Date('2026-03-02T12:00:00Z'), 'Europe/Sofia').find(({ key }) => key === 'monday');
  expect(monday?.wall).toBe('2026-03-09 09:00');
});
