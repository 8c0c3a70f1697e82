import { create } from 'zustand';

/** The calls that were declined in this tab. */
export const useDeclined = create<{ callIds: ReadonlySet<string> }>(() => ({ callIds: new Set() }));

export function noteDeclined(callId: string): void {
  useDeclined.setState(({ callIds }) => ({ callIds: new Set([...callIds, callId]) }));
}
