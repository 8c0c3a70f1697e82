import { Button, Group, Text } from '@mantine/core';
import { type NotificationData, notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { sayProblem } from '../client/say-problem.js';

/** Its cross has a name for readers. */
function show(notification: NotificationData): void {
  notifications.show({ ...notification, closeButtonProps: { 'aria-label': i18next.t('common.close') } });
}

/** A line at the foot of the screen for a few seconds. */
export function tell(message: string): void {
  show({ message, color: 'gray', autoClose: 4000 });
}

export function tellProblem(error: unknown, what?: string): void {
  show({ color: 'red', autoClose: 8000, title: what, message: sayProblem(i18next.t, error), role: 'alert' });
}

const told = new Map<string, string>();

/**
 * Instead of "are you sure": done, and to be undone with one click. Of one `subject` only the last can be: what it would bring back is how things stood
 * before that, and an earlier one would take later changes away with it.
 */
export function tellUndoable(message: string, undo: () => void, subject?: string): void {
  const id = crypto.randomUUID();
  if (subject !== undefined) {
    const before = told.get(subject);
    if (before !== undefined) notifications.hide(before);
    told.set(subject, id);
  }
  const undoAndHide = () => {
    notifications.hide(id);
    undo();
  };
  show({
    id,
    color: 'gray',
    autoClose: 8000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button variant="subtle" style={{ flex: 'none' }} onClick={undoAndHide} data-testid="undo">
          {i18next.t('common.undo')}
        </Button>
      </Group>
    ),
  });
}
