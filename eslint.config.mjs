import { houseRules } from './infra/lint/house-rules.mjs';

export default houseRules({
  root: import.meta.dirname,
  projects: ['infra/lint/tsconfig.json', 'infra/lint/tsconfig.console.json'],
  ignores: ['infra/lint/fixtures/**'],
});
