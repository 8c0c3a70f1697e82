import type { StaticDepartment } from '@ringbase/domain';
import { renderFallbackAcceptTwiml, renderFallbackScreenTwiml, renderFallbackTwiml, renderGoodbyeTwiml } from './render-fallback-twiml.js';

const target = (kind: 'browser' | 'sip' | 'mobile', address: string) => ({
  kind,
  address,
  deviceId: null,
  personId: null,
  screened: kind === 'mobile',
  parameters: {},
});
const department: StaticDepartment = {
  departmentId: 'sales',
  language: 'bg',
  recordingAnnouncement: 'Разговорът се записва.',
  numbers: ['+35924000001'],
  targets: [target('browser', 'ivan'), target('sip', 'sip:maria@pbx.example')],
};

const urls = { goodbye: 'https://static.example/goodbye-bg.xml', screen: 'https://static.example/screen-bg.xml' };

test('a department rings and takes a message without any server of ours', () => {
  const twiml = renderFallbackTwiml(department, urls);
  expect(twiml).toContain('<Client>ivan</Client><Sip>sip:maria@pbx.example</Sip>');
  expect(twiml).toMatch(/Разговорът се записва\.<\/Say><Dial/);
  expect(twiml).toContain('<Record action="https://static.example/goodbye-bg.xml" method="GET"');
  expect(twiml).not.toContain('/twilio/');
});

test('nobody to ring: the message is asked for at once', () => {
  expect(renderFallbackTwiml({ ...department, targets: [] }, urls)).toMatch(
    /<Response><Say[^>]*>Разговорът се записва\.<\/Say><Say[^>]*>В момента не можем да отговорим/,
  );
});

test('what follows the ringing is right for who was answered and for who was not', () => {
  expect(renderFallbackTwiml(department, urls)).toMatch(/<\/Dial><Say[^>]*>Ако никой не Ви е отговорил.*Ако вече сте говорили с нас/);
});

test('a mobile is let in by a digit alone: its voicemail swallows no client', () => {
  const twiml = renderFallbackTwiml({ ...department, targets: [target('mobile', '+359878000001')] }, urls);
  expect(twiml).toContain(`<Number url="${urls.screen}" method="GET">+359878000001</Number>`);
  const screen = renderFallbackScreenTwiml('bg', 'https://static.example/accept.xml');
  expect(screen).toMatch(/<Gather [^>]*action="https:\/\/static\.example\/accept\.xml" method="GET"><Say[^>]*>.*<\/Gather><Hangup\/>/);
  expect(renderFallbackAcceptTwiml()).toMatch(/<Response\/>$/);
});

test('the goodbye ends the call', () => {
  expect(renderGoodbyeTwiml('ru')).toMatch(/ru-RU.*<Hangup\/>/);
});
