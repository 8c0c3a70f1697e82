import { ActionIcon, Button } from '@mantine/core';
import type { Sound } from '@ringbase/contracts';
import { IconPlayerPlayFilled, IconPlayerStopFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tell } from '../../parts/tell.js';
import { When } from '../../parts/when.js';
import { sayLength } from '../../time/say-when.js';
import styles from './settings.module.css';

/** A sound that can be heard; what plays it is named, and keeps it from being removed. */
export function SoundRow({ sound, remove }: { sound: Sound; remove: () => void }) {
  const { t } = useTranslation();
  const uses = sound.usedBy.map(({ department, kind }) => t(`settings.sounds.use.${kind}`, { department }));
  return (
    <tr data-testid="sound">
      <td>
        <Listen sound={sound} />
      </td>
      <th scope="row">{sound.name}</th>
      <td className="figures">{sayLength(sound.durationSeconds)}</td>
      <td>
        {sound.uploadedBy.name}{' '}
        <span className="dimmed">
          <When at={sound.uploadedAt} />
        </span>
      </td>
      <td data-testid="sound-uses">
        {uses.length === 0 ? <span className="dimmed">{t('settings.sounds.unused')}</span> : uses.join(', ')}
      </td>
      <td className={styles.end}>
        <Button
          variant="subtle"
          className={styles.bare ?? ''}
          color="gray"
          size="compact-sm"
          disabled={uses.length > 0}
          title={uses.length > 0 ? t('settings.sounds.inUse') : undefined}
          aria-label={t('settings.sounds.removeOne', { name: sound.name })}
          onClick={remove}
          data-testid="sound-remove"
        >
          {t('settings.sounds.remove')}
        </Button>
      </td>
    </tr>
  );
}

/** One sound at a time is heard. */
let playing: HTMLAudioElement | null = null;

function Listen({ sound }: { sound: Sound }) {
  const { t } = useTranslation();
  const audio = useRef<HTMLAudioElement | null>(null);
  const [heard, setHeard] = useState(false);
  useEffect(() => () => audio.current?.pause(), []);
  const toggle = () => {
    if (heard) return audio.current?.pause();
    const element = new Audio(`/api/v1/departments/${sound.departmentId}/sounds/${sound.id}/audio`);
    playing?.pause();
    audio.current = element;
    playing = element;
    setHeard(true);
    const over = () => setHeard(false);
    element.addEventListener('ended', over);
    element.addEventListener('pause', over);
    element.play().catch(() => {
      over();
      if (element.error) tell(t('settings.sounds.cannotPlay'));
    });
  };
  return (
    <ActionIcon
      variant="light"
      radius="xl"
      aria-label={t(heard ? 'settings.sounds.stop' : 'settings.sounds.listenTo', { name: sound.name })}
      onClick={toggle}
      data-testid="sound-listen"
      data-playing={heard}
    >
      {heard ? <IconPlayerStopFilled size={13} aria-hidden /> : <IconPlayerPlayFilled size={13} aria-hidden />}
    </ActionIcon>
  );
}
