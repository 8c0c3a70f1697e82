// On a fresh checkout jest knows no durations, and would begin with the largest files. One that takes minutes and comes last is waited for alone.
const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that take a minute and more on two cores, the longest first. */
const longest = [
  'presence-in-browser.e2e',
  'browser-story.e2e',
  'answering.e2e',
  'database-death-mid-call.e2e',
  'in-call-control.e2e',
  'looks.e2e',
  'access.e2e',
  'start.e2e',
  'database-death.e2e',
];

const rank = ({ path }) => {
  const found = longest.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return found === -1 ? longest.length : found;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
