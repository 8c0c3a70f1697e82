import { isNativeError } from 'node:util/types';
/** What the log may know of an error: its kind, its code, a scrubbed message and where it was thrown. */
export interface ErrorRecord {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: ErrorRecord;
}

const MESSAGE_LIMIT = 500;
const CAUSE_DEPTH = 3;

/**
 * Makes an error fit for the log. Messages of database libraries quote statements and their parameters, which are people's
 * names and numbers: everything from `params:` on is cut, telephone numbers are masked, the stack keeps only its frames.
 */
export function describeError(error: unknown, depth = CAUSE_DEPTH): ErrorRecord {
  if (!isNativeError(error)) return { type: typeof error, message: scrub(String(error)) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = framesOf(error.stack);
  return {
    type: error.name,
    message: scrub(error.message),
    ...(code === undefined ? {} : { code }),
    ...(frames === undefined ? {} : { stack: frames }),
    ...(error.cause === undefined || depth === 0 ? {} : { cause: describeError(error.cause, depth - 1) }),
  };
}

/** Masks every E.164 number in a text, keeping its last two digits. */
export function maskNumbers(text: string): string {
  return text.includes('+') ? text.replace(/\+\d{5,}(\d{2})/g, '+…$1') : text;
}

function scrub(message: string): string {
  const cut = message.search(/\bparams:/i);
  return maskNumbers(cut < 0 ? message : `${message.slice(0, cut)}params: [cut]`).slice(0, MESSAGE_LIMIT);
}

function framesOf(stack: string | undefined): string | undefined {
  const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return frames?.length ? frames.join('\n') : undefined;
}
