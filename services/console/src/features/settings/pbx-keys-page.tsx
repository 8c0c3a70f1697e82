import { Button, VisuallyHidden } from '@mantine/core';
import type { AddedPbxKey, PbxKey } from '@ringbase/contracts';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, RowSkeletons, Trouble } from '../../parts/states.js';
import { When } from '../../parts/when.js';
import { useSession } from '../session/use-session.js';
import { MakeKey, RevokeKey, ShownKey } from './pbx-key-dialogs.js';
import styles from './settings.module.css';
import { SettingsPage } from './settings-page.js';
import { pbxKeysQuery } from './settings-queries.js';

type Dialog = { kind: 'make' } | { kind: 'shown'; key: AddedPbxKey } | { kind: 'revoke'; key: PbxKey };

/** By what telephone exchanges are let in. */
export function PbxKeysPage() {
  const { t } = useTranslation();
  const may = useSession().capabilities.includes('pbx-key:manage');
  if (!may)
    return (
      <SettingsPage name="pbxKeys">
        <Empty title={t('settings.pbxKeys.notYours')} icon={<IconKey size={28} stroke={1.4} aria-hidden />}>
          {t('settings.pbxKeys.notYoursHint')}
        </Empty>
      </SettingsPage>
    );
  return <PbxKeys />;
}

function PbxKeys() {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const { data, error, refetch } = useQuery(pbxKeysQuery);
  const make = (
    <Button onClick={() => setDialog({ kind: 'make' })} leftSection={<IconKey size={15} aria-hidden />} data-testid="key-new">
      {t('settings.pbxKeys.make')}
    </Button>
  );
  const close = () => setDialog(null);
  return (
    <SettingsPage name="pbxKeys" tools={make}>
      {data === undefined ? (
        error ? (
          <Trouble error={error} again={() => void refetch()} />
        ) : (
          <RowSkeletons count={4} />
        )
      ) : data.items.length === 0 ? (
        <Empty title={t('settings.pbxKeys.none')} icon={<IconKey size={28} stroke={1.4} aria-hidden />}>
          {t('settings.pbxKeys.noneHint')}
        </Empty>
      ) : (
        <table className={styles.table} data-testid="keys">
          <thead>
            <tr>
              <th scope="col">{t('settings.pbxKeys.name')}</th>
              <th scope="col">{t('settings.pbxKeys.begins')}</th>
              <th scope="col">{t('settings.pbxKeys.added')}</th>
              <th scope="col">{t('settings.pbxKeys.lastUsed')}</th>
              <th scope="col">
                <VisuallyHidden>{t('settings.pbxKeys.revoke')}</VisuallyHidden>
              </th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((key) => (
              <KeyRow key={key.id} shown={key} revoke={() => setDialog({ kind: 'revoke', key })} />
            ))}
          </tbody>
        </table>
      )}
      {dialog?.kind === 'make' && <MakeKey onClose={close} onMade={(key) => setDialog({ kind: 'shown', key })} />}
      {dialog?.kind === 'shown' && <ShownKey added={dialog.key} onClose={close} />}
      {dialog?.kind === 'revoke' && <RevokeKey shown={dialog.key} onClose={close} />}
    </SettingsPage>
  );
}

function KeyRow({ shown, revoke }: { shown: PbxKey; revoke: () => void }) {
  const { t } = useTranslation();
  return (
    <tr data-off={shown.revokedAt !== null} data-testid="key">
      <th scope="row">{shown.name}</th>
      <td>
        <code>{shown.hint}…</code>
      </td>
      <td>
        <When at={shown.addedAt} />
      </td>
      <td>{shown.lastUsedAt === null ? <span className="dimmed">{t('settings.pbxKeys.never')}</span> : <When at={shown.lastUsedAt} />}</td>
      <td className={styles.end}>
        {shown.revokedAt === null ? (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            aria-label={t('settings.pbxKeys.revokeOne', { name: shown.name })}
            onClick={revoke}
            data-testid="key-revoke"
          >
            {t('settings.pbxKeys.revoke')}
          </Button>
        ) : (
          <>
            {t('settings.pbxKeys.revoked')} <When at={shown.revokedAt} />
          </>
        )}
      </td>
    </tr>
  );
}
