import { Agent, request } from 'node:http';
import type { Webhook } from './make-webhooks.js';

/** `perSecond` over the whole run, `ms` of each request, how many were answered from memory because the database was not in time. */
export type Run = { perSecond: number; ms: number[]; fromMemory: number };

/** Sends every webhook over `connections` kept-alive connections, each its next one as soon as it has its answer. Throws on any answer but TwiML that dials. */
export async function runClosedLoop(webhooks: readonly Webhook[], connections: number): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const ms: number[] = [];
  let fromMemory = 0;
  const waiting = [...webhooks];
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const began = performance.now();
      if ((await post(next, agent)).includes('plan=static')) fromMemory += 1;
      ms.push(performance.now() - began);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  const perSecond = (webhooks.length * 1000) / (performance.now() - began);
  agent.destroy();
  return { perSecond, ms, fromMemory };
}

function post({ url, body, signature }: Webhook, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-twilio-signature': signature,
    };
    const outgoing = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.on('end', () => {
        if (answer.statusCode === 200 && text.includes('<Dial')) resolve(text);
        else reject(new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 200)}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
