import { Button, CopyButton, Group, Modal, TextInput } from '@mantine/core';
import { type AddedPbxKey, addedPbxKey, type PbxKey } from '@ringbase/contracts';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { command, request } from '../../client/request.js';
import { sayProblem } from '../../client/say-problem.js';
import { tell } from '../../parts/tell.js';
import styles from './settings.module.css';
import { pbxKeysQuery } from './settings-queries.js';

type Frame = { title: string; onClose: () => void; children: ReactNode; stays?: boolean };

function Dialog({ title, onClose, children, stays = false }: Frame) {
  const { t } = useTranslation();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="md"
      closeOnClickOutside={!stays}
      closeOnEscape={!stays}
      withCloseButton={!stays}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {children}
    </Modal>
  );
}

/** A key gets the name of the exchange that it is for. */
export function MakeKey({ onClose, onMade }: { onClose: () => void; onMade: (key: AddedPbxKey) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const make = useMutation({
    mutationFn: () => request('POST', '/pbx-keys', addedPbxKey, { body: { name: name.trim() } }),
    onSuccess: onMade,
    onSettled: () => void queries.invalidateQueries({ queryKey: pbxKeysQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') make.mutate();
  };
  return (
    <Dialog title={t('settings.pbxKeys.make')} onClose={onClose}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
        <TextInput
          data-autofocus
          label={t('settings.pbxKeys.name')}
          description={t('settings.pbxKeys.nameHint')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
          data-testid="key-name"
        />
        {make.isError && (
          <div role="alert" className={styles.wrong}>
            {sayProblem(t, make.error)}
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''} loading={make.isPending} data-testid="key-make">
            {t('settings.pbxKeys.make')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

/** The only time that a key is shown: it is left by saying so, not by a click beside it. */
export function ShownKey({ added, onClose }: { added: AddedPbxKey; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('settings.pbxKeys.shown', { name: added.name })} onClose={onClose} stays>
      <div style={{ display: 'grid', gap: 12 }}>
        <div>{t('settings.pbxKeys.shownHint')}</div>
        <code className={styles.key} data-testid="key-shown">
          {added.key}
        </code>
        <div className="dimmed">{t('settings.pbxKeys.header')}</div>
        <Group justify="flex-end">
          <CopyButton value={added.key} timeout={3000}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                onClick={copy}
                leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
                data-testid="key-copy"
              >
                <span aria-live="polite">{t(copied ? 'settings.pbxKeys.copied' : 'settings.pbxKeys.copy')}</span>
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose} data-testid="key-kept">
            {t('settings.pbxKeys.kept')}
          </Button>
        </Group>
      </div>
    </Dialog>
  );
}

/** Cannot be taken back: the name is typed first. */
export function RevokeKey({ shown, onClose }: { shown: PbxKey; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const sure = typed.trim() === shown.name;
  const revoke = useMutation({
    mutationFn: () => command('DELETE', `/pbx-keys/${shown.id}`),
    onSuccess: () => {
      tell(t('settings.pbxKeys.revokedSaid', { name: shown.name }));
      onClose();
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: pbxKeysQuery.queryKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (sure) revoke.mutate();
  };
  return (
    <Dialog title={t('settings.pbxKeys.revokeOne', { name: shown.name })} onClose={onClose}>
      <form onSubmit={submit} style={{ display: 'grid', gap: 12 }}>
        <div>{t('settings.pbxKeys.revokeHint')}</div>
        <TextInput
          data-autofocus
          label={t('settings.pbxKeys.typeName', { name: shown.name })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-testid="key-typed"
        />
        {revoke.isError && (
          <div role="alert" className={styles.wrong}>
            {sayProblem(t, revoke.error)}
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color="red" disabled={!sure} loading={revoke.isPending} data-testid="key-revoke-now">
            {t('settings.pbxKeys.revoke')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
