import { execFileSync } from 'node:child_process';

/** Sends `signal` to the postmaster, so that it starts no others, and to every process that serves a connection of it. */
export function signalPostgres(postmaster: number, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
  const before = childrenOf(postmaster);
  process.kill(postmaster, signal);
  for (const pid of new Set([...before, ...childrenOf(postmaster)])) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // Its connection has been closed since the list was read.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

function childrenOf(parent: number): number[] {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return all.split('\n').flatMap((line) => {
    const [pid = 0, ppid] = line.trim().split(/\s+/).map(Number);
    return ppid === parent ? [pid] : [];
  });
}
