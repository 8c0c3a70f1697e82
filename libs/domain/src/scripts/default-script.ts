import type { CallScript, ScriptBlockOf } from './call-script.js';

/** Where every call may end that comes to nobody. */
export const defaultMailbox: ScriptBlockOf<'voicemail'> = {
  kind: 'voicemail',
  greeting: {
    en: 'We cannot take your call at this moment. Please leave a message after the tone, and we will call you back.',
    ru: 'Сейчас мы не можем ответить. Пожалуйста, оставьте сообщение после сигнала, и мы вам перезвоним.',
    bg: 'В момента не можем да отговорим. Моля, оставете съобщение след сигнала и ние ще Ви се обадим.',
  },
  maxSeconds: 120,
  next: 'goodbye',
};

export const defaultGoodbye: ScriptBlockOf<'say'> = {
  kind: 'say',
  words: { en: 'Thank you for calling. Goodbye.', ru: 'Спасибо за звонок. До свидания.', bg: 'Благодарим Ви за обаждането. Дочуване.' },
  next: 'end',
};

/**
 * The script that ships: owner (20 s), his mobile (15 s), department (20 s), voicemail; by the owner's state: available rings his devices and
 * then his mobile; away or offline his mobile; on a call his assistant and then the department; busy, break and wrap-up the department.
 */
export const defaultScript: CallScript = {
  format: 1,
  start: 'by-owner',
  blocks: {
    'by-owner': {
      kind: 'switch-owner',
      cases: {
        available: 'owner',
        away: 'owner-mobile',
        offline: 'owner-mobile',
        'on-call': 'owner-assistant',
        busy: 'department',
        break: 'department',
        'wrap-up': 'department',
        none: 'department',
      },
    },
    owner: { kind: 'ring', whom: 'owner', seconds: 20, next: 'owner-mobile' },
    'owner-mobile': { kind: 'ring', whom: 'owner-mobile', seconds: 15, next: 'department' },
    'owner-assistant': { kind: 'ring', whom: 'owner-assistant', seconds: 15, next: 'department' },
    department: { kind: 'ring', whom: 'department', seconds: 20, next: 'voicemail' },
    voicemail: defaultMailbox,
    goodbye: defaultGoodbye,
    end: { kind: 'hang-up' },
  },
};
