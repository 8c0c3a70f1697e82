import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends `child` when we are gone, however that happened (SIGKILL included): a shell waits on a pipe of which only we
 * hold the other end, so the system closes it for us. PostgreSQL takes SIGINT as "cut off the clients and stop".
 */
export function stopWithUs(child: ChildProcess, pid: number, signal: 'INT' | 'TERM' = 'TERM'): void {
  const watcher = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill "-$2" "$1" 2>/dev/null', 'ringbase-watch', String(pid), signal], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.unref();
  // Gone by itself: its number may soon belong to a stranger.
  child.once('exit', () => watcher.kill('SIGKILL'));
}
