import type { PutDepartmentSettings, Sound } from '@ringbase/contracts';
import type { TFunction } from 'i18next';
import { sayTime } from '../../time/say-when.js';

type By = { sounds: readonly Pick<Sound, 'id' | 'name'>[]; now: Date; locale: string };

/** What a change of a department's settings will do, one sentence for each that is changed. */
export function sayDepartmentChange(
  t: TFunction,
  from: PutDepartmentSettings,
  to: PutDepartmentSettings,
  { sounds, now, locale }: By,
): string[] {
  const said: string[] = [];
  if (to.language !== from.language)
    said.push(t('settings.department.effect.language', { language: t(`settings.department.spoken.${to.language}`) }));
  if (to.timeZone !== from.timeZone)
    said.push(
      t('settings.department.effect.timeZone', {
        from: from.timeZone,
        to: to.timeZone,
        was: sayTime(now, { locale, timeZone: from.timeZone }),
        is: sayTime(now, { locale, timeZone: to.timeZone }),
      }),
    );
  if (to.recordingAnnouncement !== from.recordingAnnouncement)
    said.push(
      to.recordingAnnouncement === null
        ? t('settings.department.effect.silent')
        : t('settings.department.effect.announces', { words: to.recordingAnnouncement.trim() }),
    );
  if (to.holdSoundId !== from.holdSoundId) {
    const name = sounds.find(({ id }) => id === to.holdSoundId)?.name;
    said.push(name === undefined ? t('settings.department.effect.shipped') : t('settings.department.effect.music', { name }));
  }
  return said;
}
