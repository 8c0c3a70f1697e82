import tseslint from 'typescript-eslint';
import { domainIsPure } from './rules/domain-is-pure.mjs';
import { environmentInConfig } from './rules/environment-in-config.mjs';
import { oneVerbPerFile } from './rules/one-verb-per-file.mjs';
import { sqlNowIsCreatedAt } from './rules/sql-now-is-created-at.mjs';
import { verbAppendsEvent } from './rules/verb-appends-event.mjs';

const code = ['libs/**/*.{ts,tsx}', 'services/**/*.{ts,tsx}', 'scripts/**/*.ts', 'infra/**/*.ts'];
const tests = ['**/*.test.{ts,tsx}', '**/testing/**/*.{ts,tsx}', 'infra/**/*.ts'];

/** Verbs that open a transaction and change nothing anybody is told of: leases, heartbeats, relay marks. */
const silentVerbs = ['close-tab.ts', 'dial-queue-offer.ts', 'relay-outbox.ts'];
/** One statement writes the call, its events and the outbox. */
const savesWithEvents = ['saveDecision'];

/**
 * ESLint's part of the house's rules: what needs types, and what is ours alone. Formatting and all that one file's text
 * can tell is biome's. `root` is the folder the patterns start at, `projects` the TypeScript
 * projects below it, or `programs` those of them that are there already.
 *
 * @param {{ root: string, projects?: string[], programs?: unknown[], ignores?: string[] }} options
 */
export function houseRules({ root, projects, programs, ignores = [] }) {
  const types = programs ? { programs } : { project: projects };
  return [
    { ignores: ['**/node_modules/**', '**/dist/**', '**/dist-types/**', '**/coverage/**', '**/generated/**', '**/*.d.ts', ...ignores] },
    {
      files: code,
      // An exception belongs in this file, where it has a name and a reason, not in a comment beside the sin.
      linterOptions: { noInlineConfig: true },
      languageOptions: { parser: tseslint.parser, parserOptions: { ...types, tsconfigRootDir: root, jsDocParsingMode: 'none' } },
      plugins: {
        '@typescript-eslint': tseslint.plugin,
        ringbase: {
          rules: {
            'domain-is-pure': domainIsPure,
            'environment-in-config': environmentInConfig,
            'one-verb-per-file': oneVerbPerFile,
            'sql-now-is-created-at': sqlNowIsCreatedAt,
            'verb-appends-event': verbAppendsEvent,
          },
        },
      },
      rules: {
        '@typescript-eslint/await-thenable': 'error',
        '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
        '@typescript-eslint/no-floating-promises': 'error',
        '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
        // The router's way to send somebody elsewhere is to throw where to.
        '@typescript-eslint/only-throw-error': [
          'error',
          { allow: [{ from: 'package', package: '@tanstack/router-core', name: 'Redirect' }] },
        ],
        '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
        'max-lines': ['error', { max: 300 }],
      },
    },
    {
      files: tests,
      rules: {
        'max-lines': ['error', { max: 350 }],
        // A test may show that something does not compile, and says what.
        '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
      },
    },
    {
      files: code,
      ignores: [...tests, '**/config.ts', '**/*.config.ts'],
      rules: { 'ringbase/environment-in-config': 'error' },
    },
    { files: code, ignores: tests, rules: { 'ringbase/sql-now-is-created-at': 'error' } },
    { files: ['libs/domain/src/**/*.ts'], ignores: tests, rules: { 'ringbase/domain-is-pure': 'error' } },
    {
      files: ['libs/use-cases/src/*/*.ts'],
      ignores: tests,
      rules: {
        'ringbase/one-verb-per-file': 'error',
        'ringbase/verb-appends-event': ['error', { except: silentVerbs, appends: savesWithEvents }],
      },
    },
    {
      files: ['libs/platform/src/**/*.ts'],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                group: ['@ringbase/domain'],
                allowImportNamePattern: '[eE]rror',
                message: 'Plumbing has no opinion about calls: of domain it knows the errors alone.',
              },
            ],
          },
        ],
      },
    },
  ];
}
