/** Runs once before the int and e2e tests; the workers inherit what it puts into the environment. */
module.exports = async () => {
  await compile();
  const { startTestEnvironment } = await import('./dist/environment.js');
  const environment = await startTestEnvironment();
  Object.assign(process.env, environment.variables);
  globalThis.ringbaseTestEnvironment = environment;
};

/** Jest loads this file without its transform, so what it starts must be compiled; so must the processes that tests start. */
async function compile() {
  const { compilePackages } = await import('../../scripts/prepare/build.mjs');
  try {
    await compilePackages(`${__dirname}/../..`);
  } catch (error) {
    // The tests that need the broken file will say so; the others are run all the same.
    process.stderr.write(`${error.message}\n`);
  }
}
