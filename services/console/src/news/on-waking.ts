/** Calls back when this page or its network may have slept and is back, and when the network has gone. Returns how to end it. */
export function onWaking(awake: () => void, gone: () => void): () => void {
  const over = new AbortController();
  const options = { signal: over.signal };
  window.addEventListener('online', awake, options);
  window.addEventListener('offline', gone, options);
  window.addEventListener('focus', awake, options);
  window.addEventListener('pageshow', awake, options);
  document.addEventListener('resume', awake, options);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && awake(), options);
  return () => over.abort();
}
