import { create } from 'zustand';

/** Whether news reach this tab. `null` before the first connection. */
export const useLine = create<{ up: boolean | null }>(() => ({ up: null }));
