import { extensionOf } from './extension-of.js';

test.each([
  ['sip:201@pbx.example', '201'],
  ['sips:maria.petrova@pbx.example;transport=tls', 'maria.petrova'],
  ['sip:201:secret@pbx.example', '201'],
  ['sip:201', '201'],
  ['sip:@pbx.example', null],
  ['+359878000001', null],
  ['ivan', null],
  ['tel:201', null],
])('the extension of %s is %s', (address, extension) => expect(extensionOf(address)).toBe(extension));
