import type { StaticDepartment } from '@ringbase/domain';
import { renderFallbackTwiml, renderGoodbyeTwiml } from './render-fallback-twiml.js';

const target = (kind: 'browser' | 'sip', address: string) => ({
  kind,
  address,
  deviceId: null,
  personId: null,
  screened: false,
  parameters: {},
});
const department: StaticDepartment = {
  departmentId: 'sales',
  language: 'bg',
  recordingAnnouncement: 'Разговорът се записва.',
  numbers: ['+35924000001'],
  targets: [target('browser', 'ivan'), target('sip', 'sip:maria@pbx.example')],
};

test('a department rings and takes a message without any server of ours', () => {
  const twiml = renderFallbackTwiml(department, 'https://static.example/goodbye-bg.xml');
  expect(twiml).toContain('<Client>ivan</Client><Sip>sip:maria@pbx.example</Sip>');
  expect(twiml).toMatch(/Разговорът се записва\.<\/Say><Dial/);
  expect(twiml).toContain('<Record action="https://static.example/goodbye-bg.xml" method="GET"');
  expect(twiml).not.toContain('/twilio/');
});

test('nobody to ring: the message is asked for at once', () => {
  expect(renderFallbackTwiml({ ...department, targets: [] }, 'https://static.example/goodbye-bg.xml')).not.toContain('<Dial');
});

test('the goodbye ends the call', () => {
  expect(renderGoodbyeTwiml('ru')).toMatch(/ru-RU.*<Hangup\/>/);
});
