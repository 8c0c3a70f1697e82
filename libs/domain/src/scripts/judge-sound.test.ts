import type { WavVerdict } from '../recordings/read-wav.js';
import { whyUnplayable } from './judge-sound.js';

const sound = (more: { sampleRate?: number; seconds?: number }): WavVerdict => ({
  kind: 'sound',
  sound: { channels: 1, sampleRate: 8000, seconds: 12, peaks: [[]], ...more },
});

test.each<[string, WavVerdict, ReturnType<typeof whyUnplayable>]>([
  ['telephone sound can be played', sound({}), null],
  ['studio sound can be played', sound({ sampleRate: 48_000 }), null],
  ['ten minutes can be played', sound({ seconds: 600 }), null],
  ['longer than ten minutes cannot', sound({ seconds: 600.1 }), 'too-long'],
  ['fewer samples than a telephone’s cannot', sound({ sampleRate: 7999 }), 'sample-rate'],
  ['more samples than the phone company takes cannot', sound({ sampleRate: 96_000 }), 'sample-rate'],
  ['what is no WAV cannot', { kind: 'refused', failure: 'not-sound', reason: '' }, 'no-wav'],
  ['what breaks off cannot', { kind: 'refused', failure: 'wrong-length', reason: '' }, 'breaks-off'],
])('%s', (_, verdict, expected) => expect(whyUnplayable(verdict)).toBe(expected));
