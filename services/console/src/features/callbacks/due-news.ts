import { create } from 'zustand';

/** Promises that the news said have come due while this tab was open. */
export const useDueNews = create<{ told: ReadonlySet<string> }>(() => ({ told: new Set() }));

export function tellDue(callbackId: string): void {
  useDueNews.setState(({ told }) => ({ told: new Set([...told, callbackId]) }));
}
