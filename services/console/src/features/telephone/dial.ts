import { dialIntent } from '@ringbase/contracts';
import { create } from 'zustand';
import { request } from '../../client/request.js';

export type Dialling = { phoneId: string; label: string; intentId: string | null; error: unknown };

/** The click-to-call of this tab that is under way. */
export const useDialling = create<{ dialling: Dialling | null }>(() => ({ dialling: null }));

type DialWish = { phoneId: string; label: string; applicationId?: string | null; callbackId?: string | null };

/**
 * One call for one click: the key is made here, so that a repeated request of the same click finds the first. While one
 * is under way, another click on the same number does nothing.
 */
export async function dial({ phoneId, label, applicationId = null, callbackId = null }: DialWish): Promise<void> {
  const under = useDialling.getState().dialling;
  if (under && under.phoneId === phoneId && under.error === null) return;
  useDialling.setState({ dialling: { phoneId, label, intentId: null, error: null } });
  try {
    const intent = await request('POST', `/phones/${phoneId}/dial`, dialIntent, {
      body: { applicationId, callbackId, key: crypto.randomUUID() },
    });
    useDialling.setState({ dialling: { phoneId, label, intentId: intent.id, error: null } });
  } catch (error) {
    useDialling.setState({ dialling: { phoneId, label, intentId: null, error } });
  }
}

export function forgetDialling(): void {
  useDialling.setState({ dialling: null });
}
