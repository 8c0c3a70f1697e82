export { type Loop, type LoopDeclaration, startLoop } from './loop/start-loop.js';
export { startWorkers, type Workers, type WorkersDeps } from './start-workers.js';
export { startWorkersProcess } from './start-workers-process.js';
export { type WorkerName, workerNames } from './worker-name.js';
