import { describeError } from '../log/describe-error.js';
import type { Log } from '../log/make-logger.js';
import type { JobCatalogue, JobHandlers } from './job-catalogue.js';
import type { ProcessJob } from './queue-backend.js';

/**
 * Runs a job's handler. What the queue keeps of a failure is scrubbed: messages of errors quote people's data, and failed
 * jobs are kept for days.
 */
export function processJob<C extends JobCatalogue>(jobs: C, handlers: JobHandlers<C>, log: Log): ProcessJob {
  return async (job) => {
    const { name } = job;
    const about = { job: name, jobId: job.id ?? '', attempt: job.attemptsMade + 1 };
    const declared = jobs[name];
    const handle = handlers[name];
    // During a rolling update an older worker meets newer jobs: they fail here and run again elsewhere, as far as attempts go.
    if (!declared || !handle) {
      log.error({ event: 'job.unknown', ...about });
      throw new Error(`No handler for ${name}`);
    }
    const payload = declared.payload.safeParse(job.data);
    if (!payload.success) {
      log.error({ event: 'job.refused', ...about });
      const { UnrecoverableError } = await import('bullmq');
      throw new UnrecoverableError(`The payload of ${name} is not what the catalogue says`);
    }
    try {
      await handle(payload.data as never, { attempt: about.attempt, jobId: about.jobId });
      log.debug({ event: 'job.done', ...about });
    } catch (error) {
      const final = about.attempt >= (job.opts.attempts ?? 1);
      log[final ? 'error' : 'warn']({ event: 'job.failed', ...about, final, err: error });
      const { type, message } = describeError(error);
      throw new Error(`${type}: ${message}`);
    }
  };
}
