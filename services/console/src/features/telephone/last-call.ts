import { create } from 'zustand';

/** The call that was carried last, for what is to be done after it. */
export const useLastCall = create<{ callId: string | null }>(() => ({ callId: null }));

export function noteLastCall(callId: string): void {
  useLastCall.setState({ callId });
}
