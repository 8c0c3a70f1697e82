import { domainErrorOf } from './twilio-errors.js';

/** Asks the provider; its refusal is told in our words. */
export async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw domainErrorOf(error);
  }
}
