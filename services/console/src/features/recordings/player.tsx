import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { Recording } from '@ringbase/contracts';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import WaveSurfer from 'wavesurfer.js';
import { tell } from '../../parts/tell.js';
import { sayLength } from '../../time/say-when.js';
import styles from './recording.module.css';
import { waveChannels } from './wave-channels.js';

const speeds = [1, 1.25, 1.5, 2, 0.75] as const;

/** One player at a time is heard. */
let playing: HTMLAudioElement | null = null;

/**
 * The waveform is drawn from the server's peaks, one row for each party; sound is asked for only when somebody presses
 * play, because every listening is written down.
 */
export function Player({ recording }: { recording: Recording }) {
  const { t } = useTranslation();
  const stage = useRef<HTMLDivElement>(null);
  const [audio] = useState(() => Object.assign(new Audio(), { preload: 'none' }));
  const [isPlaying, setPlaying] = useState(false);
  const [time, setTime] = useState(0);
  const [speed, setSpeed] = useState<number>(1);
  // Peaks and length of a stored recording never change; a refetch of the history must not draw the wave anew.
  const [{ peaks, duration }] = useState({ peaks: recording.peaks ?? [], duration: recording.durationSeconds ?? 0 });
  const channels = Math.max(1, peaks.length);
  const url = `/api/v1/recordings/${recording.id}/audio`;

  useEffect(() => {
    const container = stage.current;
    if (!container) return;
    const several = peaks.length > 1;
    const wave = WaveSurfer.create({
      container,
      media: audio,
      url,
      peaks: peaks.length > 0 ? peaks : [[0, 0]],
      duration: Math.max(duration, 0.1),
      height: several ? 22 : 28,
      barWidth: 2,
      barGap: 1,
      barRadius: 1,
      normalize: false,
      cursorWidth: 1,
      cursorColor: 'currentColor',
      hideScrollbar: true,
      dragToSeek: true,
      ...waveChannels(peaks.length, getComputedStyle(container)),
    });
    return () => wave.destroy();
  }, [audio, url, peaks, duration]);

  useEffect(() => {
    const over = new AbortController();
    const on = (event: string, act: () => void) => audio.addEventListener(event, act, { signal: over.signal });
    on('play', () => {
      if (playing !== audio) playing?.pause();
      playing = audio;
      setPlaying(true);
    });
    on('pause', () => setPlaying(false));
    on('ended', () => setPlaying(false));
    on('timeupdate', () => setTime(audio.currentTime));
    on('error', () => {
      if (audio.error && audio.networkState !== audio.NETWORK_EMPTY) tell(t('recording.cannotPlay'));
    });
    return () => {
      over.abort();
      audio.pause();
    };
  }, [audio, t]);

  const toggle = () => {
    if (!audio.paused) return audio.pause();
    audio.playbackRate = speed;
    audio.play().catch(() => setPlaying(false));
  };
  const seek = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 5 : event.key === 'ArrowLeft' ? -5 : 0;
    if (by === 0) return;
    event.preventDefault();
    audio.currentTime = Math.min(duration, Math.max(0, audio.currentTime + by));
  };
  const faster = () => {
    const next = speeds[(speeds.indexOf(speed as (typeof speeds)[number]) + 1) % speeds.length] ?? 1;
    setSpeed(next);
    audio.playbackRate = next;
  };

  return (
    <div className={styles.player} data-testid="player" data-playing={isPlaying} data-time={time.toFixed(2)}>
      <ActionIcon
        variant="filled"
        color="sea"
        radius="xl"
        size={32}
        aria-label={t(isPlaying ? 'recording.pause' : 'recording.play')}
        onClick={toggle}
        onKeyDown={seek}
        data-testid="play"
        data-playing={isPlaying}
        data-time={time.toFixed(2)}
      >
        {isPlaying ? <IconPlayerPauseFilled size={15} /> : <IconPlayerPlayFilled size={15} />}
      </ActionIcon>
      <div ref={stage} className={styles.wave} data-channels={channels} aria-hidden />
      <span className={`${styles.time} figures`}>
        {sayLength(time)} / {sayLength(duration)}
      </span>
      <Tooltip label={t('recording.speed')}>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          className={`${styles.speed} figures`}
          onClick={faster}
          aria-label={`${t('recording.speed')} ${speed}×`}
        >
          {speed}×
        </Button>
      </Tooltip>
    </div>
  );
}
