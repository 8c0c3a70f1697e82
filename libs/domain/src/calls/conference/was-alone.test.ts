import { type CallEvent, type ConferenceWord, wasAlone } from '@ringbase/domain';
import { joined, leg } from '../../testing/control-story.js';

const told = (sequence: number, what: ConferenceWord, who: string | null, conference = 'CF1'): CallEvent => ({
  key: `conference:${conference}:${sequence}`,
  at: new Date('2026-03-02T08:00:00Z'),
  kind: 'conference-told',
  body: { providerConferenceId: conference, sequence, what, legId: who, providerCallId: who },
});

const letIn = [joined('maria', 3, 0), leg('maria', 'completed', 1)];
const roomOfCaller = [told(1, 'joined', 'caller'), told(2, 'left', 'caller'), told(3, 'ended', null)];

test.each<[string, readonly CallEvent[], boolean]>([
  ['he came and went, and nobody else', [told(1, 'joined', 'maria'), told(2, 'left', 'maria')], true],
  ['the same, told the other way round', [told(2, 'left', 'maria'), told(1, 'joined', 'maria')], true],
  [
    'the caller came into another conference of that name',
    [told(1, 'joined', 'maria'), told(2, 'left', 'maria'), told(1, 'joined', 'caller', 'CF2')],
    true,
  ],
  ['the caller came when he had gone', [told(1, 'joined', 'maria'), told(2, 'left', 'maria'), told(3, 'joined', 'caller')], true],
  ['the caller came', [told(1, 'joined', 'maria'), told(2, 'joined', 'caller'), told(3, 'started', null), told(4, 'left', 'maria')], false],
  ['something in between was not told', [told(1, 'joined', 'maria'), told(3, 'left', 'maria')], false],
  ['that he went was not told', [told(1, 'joined', 'maria')], false],
  ['what the house itself knows is no word of theirs', [told(0.5, 'held', 'caller'), told(2, 'left', 'maria')], false],
  ['nothing was told', [], false],
  ['he never came, and all is told of the conference', [...letIn, ...roomOfCaller, told(0.5, 'held', 'maria')], true],
  ['he never came as far as is told, and something is not', [...letIn, told(1, 'joined', 'caller'), told(3, 'ended', null)], false],
  ['he has not come yet', [joined('maria', 3, 0), told(1, 'joined', 'caller'), told(2, 'started', null)], false],
  ['he is on his way into a room, of which nothing is told yet, after another was over', [joined('maria', 3, 12), ...roomOfCaller], false],
  [
    'he was let in when the room of which all is told was over',
    [joined('maria', 3, 12), leg('maria', 'completed', 20), ...roomOfCaller],
    false,
  ],
  [
    'he came into the second conference of the call',
    [...letIn, ...roomOfCaller, told(1, 'joined', 'maria', 'CF2'), told(2, 'joined', 'caller', 'CF2')],
    false,
  ],
  [
    'the caller was gone before he came, whatever else was told',
    [leg('caller', 'no-answer', 0), joined('maria', 3, 12), told(3, 'left', 'maria')],
    true,
  ],
  ['the caller was gone in the moment he came', [leg('caller', 'completed', 11), joined('maria', 3, 12)], false],
  ['he came before the caller was gone, and again', [joined('maria', 3, 5), leg('caller', 'completed', 8), joined('maria', 4, 12)], false],
  [
    'he was there twice, once with the caller',
    [
      told(1, 'joined', 'maria'),
      told(2, 'left', 'maria'),
      told(1, 'joined', 'maria', 'CF2'),
      told(2, 'joined', 'caller', 'CF2'),
      told(3, 'left', 'maria', 'CF2'),
    ],
    false,
  ],
])('alone in the conference: %s', (_, events, alone) => expect(wasAlone(events, 'maria', 'caller')).toBe(alone));
