/** Thrown through a running TwiML document when its call ends, is redirected by REST, or leaves the Dial it screened for. */
export class Interrupted extends Error {
  constructor(readonly why: 'hangup' | 'redirect' | 'reset') {
    super(`interrupted: ${why}`);
  }
}

/** The application failed the caller: no document, or one that could not be read. Carries the provider's error code. */
export class ApplicationFailure extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly url: string,
  ) {
    super(message);
  }
}
