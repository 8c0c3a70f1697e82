/** Marks the moment at which the card is on the glass: two frames after it was committed. Returns how to call it off. */
export function markPainted(callId: string, applicationId: string | null): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => {
      performance.mark('card.painted', { detail: { callId, applicationId } });
    });
  });
  return () => cancelAnimationFrame(frame);
}
