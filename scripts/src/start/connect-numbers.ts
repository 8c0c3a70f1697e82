import type { Simulator } from './start-simulator.js';

export type CompanyNumber = { e164: string; label: string };

/** Does at the simulator what a person does once in Twilio's console: points each of the company's numbers at us. */
export async function connectNumbers(simulator: Simulator, publicUrl: string, numbers: CompanyNumber[]): Promise<void> {
  for (const { e164, label } of numbers) {
    const answer = await fetch(`${simulator.url}/control/numbers/${encodeURIComponent(e164)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        voiceUrl: `${publicUrl}/twilio/voice`,
        voiceFallbackUrl: `${publicUrl}/twilio/voice/fallback`,
        // Tells of callers who hang up while it rings: nothing else does.
        statusCallback: `${publicUrl}/twilio/status`,
        friendlyName: label,
      }),
    });
    if (!answer.ok) throw new Error(`The phone simulator refused a number of the company: ${answer.status} ${await answer.text()}`);
  }
}
