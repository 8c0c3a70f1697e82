/** Where a recording's sound is kept: by day, so that a folder stays small; nothing of the client's in it. */
export function storageKeyOf(recording: { id: string; startedAt: Date }): string {
  return `recordings/${recording.startedAt.toISOString().slice(0, 10).replaceAll('-', '/')}/${recording.id}.wav`;
}
