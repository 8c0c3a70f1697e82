import type { DemoLogin } from '../seed/seed-demo-company.js';

export type ReadyHouse = { port: number; simulatorUrl: string | undefined; logins: DemoLogin[]; logPath: string };

/** What `npm start` prints last. Its first line is a promise to other programs: it does not change. */
export function readyMessage({ port, simulatorUrl, logins, logPath }: ReadyHouse): string {
  const doors = [`http://localhost:${port}`, ...(simulatorUrl ? [`phone simulator: ${simulatorUrl}`] : [])];
  const width = Math.max(0, ...logins.map(({ role }) => role.length));
  return [
    `Ringbase is ready: ${doors.join(' · ')}`,
    ...logins.map(({ role, name, email, password }) => `  ${role.padEnd(width)}  ${email}  ${password}  (${name})`),
    `Events are in ${logPath}. Ctrl-C stops everything.`,
  ].join('\n');
}
