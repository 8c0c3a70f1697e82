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

/** Used tabs queue for the one lock of the browser; the first has it until it is closed or falls asleep, then the next. */
export function standForElection(onChange: (elected: boolean) => void): () => void {
  let state = notStanding;
  let turn = new AbortController();
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
    turn = new AbortController();
    const { signal } = turn;
    navigator.locks
      .request('ringbase.bell', { signal }, () => {
        dispatch('elected');
        return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      })
      .catch(() => undefined);
  };
  const stepDown = () => {
    turn.abort();
    dispatch('stepped-down');
  };
  const options = { capture: true, signal: over.signal };
  if (navigator.userActivation?.hasBeenActive) stand();
  window.addEventListener('pointerdown', stand, options);
  window.addEventListener('keydown', stand, options);
  // A page that is frozen would keep the lock, and nobody would hear the bell.
  document.addEventListener('freeze', stepDown, options);
  document.addEventListener('resume', () => state.used && stand(), options);
  return () => {
    over.abort();
    stepDown();
  };
}
