import type { Response } from 'express';

/** The provider's error answer. https://www.twilio.com/docs/usage/twilios-response#response-formats-exceptions */
export class RestProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export function sendProblem(res: Response, problem: RestProblem): void {
  res.status(problem.status).json({
    code: problem.code,
    message: problem.message,
    more_info: `https://www.twilio.com/docs/errors/${problem.code}`,
    status: problem.status,
  });
}

export function notFound(path: string): RestProblem {
  return new RestProblem(404, 20404, `The requested resource ${path} was not found`);
}
