import { fileURLToPath } from 'node:url';
import { swcOptions } from './scripts/prepare/swc-options.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

const swc = (tsx) => ['@swc/jest', { ...swcOptions(tsx), sourceMaps: 'inline' }];

const everywhere = {
  rootDir: at('.'),
  roots: ['libs', 'services', 'scripts', 'infra'].map(at),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': swc(false), '\\.tsx$': swc(true) },
  resolver: at('infra/testing/source-resolver.cjs'),
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/infra/lint/fixtures/'],
  modulePathIgnorePatterns: ['/dist/'],
};

/** Real PostgreSQL, Redis and Chromium: see infra/testing. */
const withEnvironment = {
  ...everywhere,
  globalSetup: at('infra/testing/global-setup.cjs'),
  globalTeardown: at('infra/testing/global-teardown.cjs'),
};

export default {
  maxWorkers: 2,
  testSequencer: at('infra/testing/longest-first.cjs'),
  // Applies to every test of every project; slow ones say so themselves.
  testTimeout: 60_000,
  projects: [
    {
      ...everywhere,
      displayName: 'unit',
      testMatch: ['**/*.test.ts', '**/*.test.tsx'],
      testPathIgnorePatterns: [...everywhere.testPathIgnorePatterns, '\\.(int|e2e)\\.test\\.ts$'],
    },
    { ...withEnvironment, displayName: 'int', testMatch: ['**/*.int.test.ts'] },
    {
      ...withEnvironment,
      displayName: 'e2e',
      testMatch: ['**/*.e2e.test.ts'],
      testPathIgnorePatterns: [...everywhere.testPathIgnorePatterns, '/infra/stories/'],
    },
    {
      ...withEnvironment,
      displayName: 'stories',
      testMatch: ['**/infra/stories/*.e2e.test.ts'],
      testPathIgnorePatterns: [...everywhere.testPathIgnorePatterns, '/infra/stories/(thousand-calls|database-freeze)\\.'],
    },
    // The one takes all of the machine, the other judges how soon everything is there again.
    { ...withEnvironment, displayName: 'load', testMatch: ['**/infra/stories/{thousand-calls,database-freeze}.e2e.test.ts'] },
  ],
};
