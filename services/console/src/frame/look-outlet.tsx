import { ActionIcon } from '@mantine/core';
import { IconArrowsDiagonal, IconX } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApplicationCard } from '../features/applications/application-card.js';
import { CallLook } from '../features/calls/call-look.js';
import styles from './look-outlet.module.css';

export type Look = { kind: 'application' | 'call'; id: string };

/** What is looked at beside a list: part of the address, so that a link shows it, too. */
export function useLook(): Look | null {
  const { look, call } = useSearch({ strict: false });
  if (look) return { kind: 'application', id: look };
  return call ? { kind: 'call', id: call } : null;
}

export function LookOutlet({ look: { kind, id } }: { look: Look }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const close = () => void navigate({ to: '.', search: (before) => ({ ...before, look: undefined, call: undefined }), replace: true });
  return (
    <div data-testid="quick-look">
      <div className={styles.head}>
        <span className="dimmed">{t(`look.${kind}`)}</span>
        <span className={styles.acts}>
          {kind === 'application' && (
            <ActionIcon
              aria-label={t('applications.openPage')}
              renderRoot={(props) => <Link {...props} to="/applications/$id" params={{ id }} />}
            >
              <IconArrowsDiagonal size={16} />
            </ActionIcon>
          )}
          <ActionIcon aria-label={t('common.close')} onClick={close}>
            <IconX size={16} />
          </ActionIcon>
        </span>
      </div>
      {kind === 'application' ? <ApplicationCard key={id} id={id} /> : <CallLook key={id} id={id} />}
    </div>
  );
}
