/** What a replica may run, as `WORKERS` names it; all of it unless it is told. */
export const workerNames = [
  'relay',
  'reminders',
  'presence',
  'recordings',
  'dialling',
  'scripts',
  'queue',
  'reconciler',
  'retention',
] as const;
export type WorkerName = (typeof workerNames)[number];
