import type { CallScript } from '@ringbase/domain';

/** A queue of ninety seconds for whoever of the department is free, then the mailbox. */
export const waitsForTheDepartment: CallScript['blocks'] = {
  queue: {
    kind: 'queue',
    whom: 'department',
    strategy: 'in-order',
    music: { kind: 'built-in', name: 'music' },
    ringSeconds: 20,
    seconds: 90,
    mostWaiting: 5,
    callback: true,
    next: 'mailbox',
    full: 'mailbox',
  },
  mailbox: { kind: 'voicemail', greeting: { en: 'Speak.', ru: 'Говорите.', bg: 'Говорете.' }, maxSeconds: 60, next: 'end' },
  end: { kind: 'hang-up' },
};
