import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Elapsed } from '../../parts/elapsed.js';
import { useCallAct } from '../calls/control-queries.js';
import { departmentsQuery, peopleQuery } from '../people/people-queries.js';
import { presenceColour } from '../presence/presence-look.js';
import { useSession } from '../session/use-session.js';
import { findTargets, type Target } from './find-targets.js';
import styles from './transfer-dialog.module.css';

type Props = { callId: string; opened: boolean; onClose: () => void };

/** To whom, and how: asked first, sent at once, or called in as a third. */
export function TransferDialog({ callId, opened, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('control.transferTitle')}
      size={460}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      data-testid="transfer-dialog"
    >
      {opened && <Choice callId={callId} onClose={onClose} />}
    </Modal>
  );
}

function Choice({ callId, onClose }: Omit<Props, 'opened'>) {
  const { t } = useTranslation();
  const { person } = useSession();
  const act = useCallAct(callId);
  const people = useQuery(peopleQuery);
  const departments = useQuery(departmentsQuery);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const found = findTargets(people.data?.items ?? [], departments.data?.items ?? [], person.id, typed);
  const chosen = found[Math.min(at, found.length - 1)];
  const send = (mode: 'warm' | 'blind' | 'add') => {
    if (!chosen || chosen.busy || act.isPending) return;
    act.mutate({ act: 'transfer', body: { mode, to: chosen.to } }, { onSuccess: onClose });
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(found.length - 1, at + step)));
    }
    if (event.key === 'Enter') send('warm');
  };
  const cannot = !chosen || chosen.busy;
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <TextInput
        data-autofocus
        aria-label={t('control.find')}
        placeholder={t('control.find')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
        data-testid="transfer-search"
      />
      <ul className={styles.targets}>
        {found.map((target, index) => (
          <li key={target.key}>
            <button
              type="button"
              className={styles.target}
              data-on={target === chosen}
              aria-pressed={target === chosen}
              onClick={() => setAt(index)}
              data-testid="transfer-target"
            >
              <Look target={target} />
            </button>
          </li>
        ))}
        {found.length === 0 && <li className={styles.nobody}>{t('list.nothing')}</li>}
      </ul>
      <Group gap={8}>
        <Button disabled={cannot} loading={act.isPending} onClick={() => send('warm')} data-testid="ask-first" title="Enter">
          {t('control.askFirst')}
        </Button>
        <Button variant="default" disabled={cannot} onClick={() => send('blind')} data-testid="send-at-once">
          {t('control.sendAtOnce')}
        </Button>
        <Button variant="default" disabled={cannot} onClick={() => send('add')} data-testid="add-to-call">
          {t('control.add')}
        </Button>
      </Group>
      <p className={styles.hint}>{t('control.modesHint')}</p>
    </div>
  );
}

function Look({ target: { name, status, since, to } }: { target: Target }) {
  const { t } = useTranslation();
  return (
    <>
      <i style={{ background: status === null ? 'transparent' : presenceColour[status] }} aria-hidden />
      <span className="one-line" style={{ flex: 1 }}>
        {name}
      </span>
      <span className={styles.state}>
        {status === null ? t(`control.kind.${to.kind}`) : t(`presence.${status}`)}{' '}
        {since && status !== 'offline' && <Elapsed since={since} />}
      </span>
    </>
  );
}
