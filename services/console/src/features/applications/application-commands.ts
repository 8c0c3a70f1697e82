import { useEffect } from 'react';
import { create } from 'zustand';

export type ApplicationCommand = 'status' | 'comment' | 'reminder' | 'dial' | 'important';
type Pending = { id: string; command: ApplicationCommand } | null;

/** A key pressed on a row of a list is carried out by the card that shows the row's application, as soon as it is there. */
const useCommands = create<{ pending: Pending }>(() => ({ pending: null }));

export function commandApplication(id: string, command: ApplicationCommand): void {
  useCommands.setState({ pending: { id, command } });
}

export function useApplicationCommand(id: string, ready: boolean, carryOut: (command: ApplicationCommand) => void): void {
  const pending = useCommands((commands) => commands.pending);
  useEffect(() => {
    if (!ready || pending?.id !== id) return;
    useCommands.setState({ pending: null });
    carryOut(pending.command);
  }, [pending, id, ready, carryOut]);
}
