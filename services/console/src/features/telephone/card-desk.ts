import { create } from 'zustand';

/** The card this tab shows beside the page: of the call accepted here. */
type CardDesk = { callId: string | null };

export const useCardDesk = create<CardDesk>(() => ({ callId: null }));

export function openCard(callId: string): void {
  useCardDesk.setState({ callId });
}

/** Only if it is this call's that is open. */
export function closeCardOf(callId: string): void {
  useCardDesk.setState((desk) => (desk.callId === callId ? { callId: null } : desk));
}

export function closeCard(): void {
  useCardDesk.setState({ callId: null });
}
