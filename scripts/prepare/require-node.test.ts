import { complainAboutNode } from './require-node.mjs';

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s will do', (version) => {
  expect(complainAboutNode(version, '>=20.19.0')).toBeUndefined();
});

test.each(['20.18.3', '18.20.0', '9.11.2'])('Node %s gets one line that says what is needed', (version) => {
  expect(complainAboutNode(version, '>=20.19.0')).toBe(`Ringbase needs Node 20.19.0 or newer, this is ${version}: see https://nodejs.org`);
});
