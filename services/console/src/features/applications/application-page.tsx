import { getRouteApi } from '@tanstack/react-router';
import { useShortcuts } from '../../keyboard/use-shortcuts.js';
import { ApplicationCard } from './application-card.js';
import { commandApplication } from './application-commands.js';

const route = getRouteApi('/frame/applications/$id');

export function ApplicationPage() {
  const { id } = route.useParams();
  useShortcuts({
    s: () => commandApplication(id, 'status'),
    c: () => commandApplication(id, 'comment'),
    r: () => commandApplication(id, 'reminder'),
    d: () => commandApplication(id, 'dial'),
    '!': () => commandApplication(id, 'important'),
  });
  return <ApplicationCard key={id} id={id} />;
}
