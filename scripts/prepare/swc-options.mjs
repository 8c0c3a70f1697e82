/** How TypeScript becomes JavaScript, for the tests and for what is started: they run the same code. */
export function swcOptions(tsx) {
  return {
    swcrc: false,
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx },
      transform: { verbatimModuleSyntax: true, react: { runtime: 'automatic' } },
      experimental: { keepImportAttributes: true },
    },
  };
}
