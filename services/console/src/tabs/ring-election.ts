/** Which of a person's tabs sounds the bell. A tab may sound only after it has been used (browsers forbid it before). */
export type RingElection = { used: boolean; standing: boolean; elected: boolean };
export type RingElectionEvent = 'used' | 'standing' | 'elected' | 'stepped-down';

export const notStanding: RingElection = { used: false, standing: false, elected: false };

export function advanceElection(state: RingElection, event: RingElectionEvent): RingElection {
  switch (event) {
    case 'used':
      return { ...state, used: true };
    case 'standing':
      return state.used ? { ...state, standing: true } : state;
    case 'elected':
      return state.standing ? { ...state, elected: true } : state;
    case 'stepped-down':
      return { ...state, standing: false, elected: false };
  }
}

/** Used tabs queue for the one lock of the browser; the first has it until it is closed, then the next. */
export function standForElection(onChange: (elected: boolean) => void): () => void {
  let state = notStanding;
  const over = new AbortController();
  const dispatch = (event: RingElectionEvent) => {
    const before = state.elected;
    state = advanceElection(state, event);
    if (state.elected !== before) onChange(state.elected);
  };
  const stand = () => {
    dispatch('used');
    if (state.standing) return;
    dispatch('standing');
    if (!('locks' in navigator)) return dispatch('elected');
    navigator.locks
      .request('ringbase.bell', { signal: over.signal }, () => {
        dispatch('elected');
        return new Promise<void>((resolve) => over.signal.addEventListener('abort', () => resolve()));
      })
      .catch(() => dispatch('stepped-down'));
  };
  const options = { capture: true, signal: over.signal };
  if (navigator.userActivation?.hasBeenActive) stand();
  window.addEventListener('pointerdown', stand, options);
  window.addEventListener('keydown', stand, options);
  return () => {
    over.abort();
    dispatch('stepped-down');
  };
}
