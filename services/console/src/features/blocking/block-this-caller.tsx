import { Button, Modal } from '@mantine/core';
import type { CallSummary } from '@ringbase/contracts';
import { IconPhoneOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callerKey } from '../calls/call-words.js';
import { useSession } from '../session/use-session.js';
import { BlockForm } from './block-form.js';

/** In a call's view: turn its caller away from now on, for those who may. Of a call that was turned away, where that was decided. */
export function BlockThisCaller({ call }: { call: CallSummary }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { capabilities } = useSession();
  if (call.direction !== 'inbound' || !capabilities.includes('blocking:write')) return null;
  if (call.outcome === 'blocked')
    return (
      <div>
        <Link to="/blocked-callers" className="link">
          {t('blocking.title')}
        </Link>
      </div>
    );
  if (callerKey(call.callerShown) !== null) return null;
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconPhoneOff size={14} aria-hidden />}
        onClick={() => setOpened(true)}
        data-testid="block-this-caller"
      >
        {t('blocking.thisCaller')}
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('blocking.thisCaller')}
        size="md"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {opened && <BlockForm call={call} onDone={() => setOpened(false)} />}
      </Modal>
    </div>
  );
}
