import { create } from 'zustand';

/** What call scripts told this person while this tab was open and he has not closed yet, the latest first. */
export const useNotices = create<{ told: readonly { noticeId: string; callId: string }[] }>(() => ({ told: [] }));

export function tellNotice(noticeId: string, callId: string): void {
  useNotices.setState(({ told }) => ({ told: [{ noticeId, callId }, ...told.filter((one) => one.noticeId !== noticeId)] }));
}

export function closeNotice(noticeId: string): void {
  useNotices.setState(({ told }) => ({ told: told.filter((one) => one.noticeId !== noticeId) }));
}
