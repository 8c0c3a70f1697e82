import { classifyCaller } from './classify-caller.js';
import { parsePhone, phoneTypeOf } from './parse-phone.js';

describe('a number as people type it', () => {
  test.each([
    ['with a slash', '8/495/123-45-67', 'RU', '+74951234567', null],
    ['with spaces', '8 495 123 45 67', 'RU', '+74951234567', null],
    ['with brackets', '8 (495) 123-45-67', 'RU', '+74951234567', null],
    ['from abroad with 00', '00359 2 981 2345', 'BG', '+35929812345', null],
    ['from Russia abroad with 8-10', '8-10-359-2-981-2345', 'RU', '+35929812345', null],
    ['with an extension in Russian', '+7 (495) 123-45-67 доб. 123', 'RU', '+74951234567', '123'],
    ['with an extension in Bulgarian', '02 981 2345 вътр. 12', 'BG', '+35929812345', '12'],
    ['with an extension in English', '+1 415 867 5309 ext 5', 'BG', '+14158675309', '5'],
    ['in full-width digits', '＋７ ４９５ １２３ ４５ ６７', 'RU', '+74951234567', null],
    ['in Arabic digits', '+٧ ٤٩٥ ١٢٣ ٤٥ ٦٧', 'RU', '+74951234567', null],
    ['with marks of direction', '\u202A+7 495 123-45-67\u202C', 'RU', '+74951234567', null],
    ['with long dashes', '8 (495) 123–45–67', 'RU', '+74951234567', null],
    ['with the plus lost', '359888123456', 'RU', '+359888123456', null],
    ['locally, by the region', '0888 123 456', 'BG', '+359888123456', null],
    ['as a tel: link', 'tel:+359888123456', 'RU', '+359888123456', null],
    ['with dots', '8.495.123.45.67', 'RU', '+74951234567', null],
  ])('parses when it is written %s', (_, raw, region, e164, extension) => {
    expect(parsePhone(raw, region)).toMatchObject({ e164, extension });
  });

  test.each([
    ['112'],
    [''],
    ['Иван'],
    ['sip:ivan@example.org'],
    ['client:ivan'],
    ['9'.repeat(1000)],
    ['12'],
    ['call 8 495 123 45 67 or mail'],
  ])('is none when it is %p', (raw) => {
    expect(parsePhone(raw, 'RU')).toBeNull();
  });
});

describe('the caller', () => {
  test.each([
    ['+74951234567', { kind: 'number', e164: '+74951234567' }],
    ['anonymous', { kind: 'withheld' }],
    ['Restricted', { kind: 'withheld' }],
    ['sip:anonymous@anonymous.invalid', { kind: 'withheld' }],
    ['sip:Anonymous@carrier.example', { kind: 'withheld' }],
    ['sips:c8oqz84zk7z@anonymous.invalid;user=phone', { kind: 'withheld' }],
    ['+266696687', { kind: 'withheld' }],
    ['', { kind: 'withheld' }],
    ['sip:alice@example.org', { kind: 'unroutable', raw: 'sip:alice@example.org' }],
    ['client:alice', { kind: 'unroutable', raw: 'client:alice' }],
    ['12345', { kind: 'unroutable', raw: '12345' }],
    ['112', { kind: 'unroutable', raw: '112' }],
  ])('%p is read as what it is', (raw, expected) => {
    expect(classifyCaller(raw, 'BG')).toEqual(expected);
  });
});

test('a premium number is told from a mobile one', () => {
  expect(phoneTypeOf('+35990123456').type).toBe('premium');
  expect(phoneTypeOf('+359888123456')).toEqual({ type: 'mobile', country: 'BG' });
});
