import { planRepair } from './plan-repair.js';

test.each([
  ['a missing call is written down as the provider tells it', 'call-missing-here', 'callback-never-came', 'tell-call'],
  ['so is a missing leg', 'leg-missing-here', 'callback-never-came', 'tell-call'],
  ['so is somebody in a conference', 'participant-missing-here', 'provider-does-not-know', 'tell-call'],
  ['so is somebody in a queue', 'queue-member-missing-here', 'callback-never-came', 'tell-call'],
  ['an open call is closed as the provider tells, or closed because it knows nothing', 'call-open-here', 'unknown', 'close-or-tell-call'],
  ['a missing recording is written down with its call', 'recording-missing-here', 'callback-never-came', 'tell-recording'],
  ['a recording in the air is settled as the provider tells', 'recording-not-attached', 'callback-never-came', 'settle-recording'],
  ['one that the worker is late with is fetched at once', 'recording-not-attached', 'downloaded-late', 'fetch-recording'],
  ['one that has failed is fetched again', 'recording-failed', 'downloaded-late', 'fetch-recording'],
  ['who should not be in a conference is hung up on', 'participant-over-here', 'unknown', 'end-call'],
  ['who should not wait is hung up on', 'queue-member-over-here', 'unknown', 'end-call'],
  ['a conference that should be over is ended', 'conference-open-there', 'unknown', 'end-conference'],
  ['a click is settled as it is found', 'dial-unknown', 'answer-never-came', 'nothing'],
] as const)('%s', (_, kind, cause, plan) => expect(planRepair({ kind, cause }).kind).toBe(plan));
