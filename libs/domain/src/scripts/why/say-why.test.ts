import { presenceStatuses, sayStep, sayWhy, type ToldCall, type ToldStep } from '@ringbase/domain';
import { whyWords } from './say-steps.js';
import { toldReasons } from './why-words.js';

const names: Record<string, string> = { p1: 'Ivan', p2: 'Anna', p3: 'Mira' };
const nameOf = (id: string) => names[id];
const step = (reason: string, facts: ToldStep['facts'] = {}): ToldStep => ({ reason, facts });
const start = (reason: string, more: ToldStep['facts'] = {}) =>
  step(reason, {
    caller: '+359881234567',
    candidates: [{ number: 12 }],
    candidateCount: 1,
    open: true,
    hours: 'no-hours',
    dayName: null,
    ...more,
  });
const connected = (personId: string | null) => step('talked', { tried: [{ personId, outcome: 'connected' }] });
const call = (more: Partial<ToldCall>): ToldCall => ({
  direction: 'inbound',
  state: 'ended',
  outcome: 'answered',
  callerShown: '+359881234567',
  clientName: 'Petrov',
  departmentName: 'Sales',
  applicationNumber: 12,
  intendedName: 'Ivan',
  answeredByName: 'Anna',
  ringSeconds: 12,
  talkSeconds: 200,
  trace: [],
  ...more,
});

test.each<[string, ToldCall, string, string, string]>([
  [
    'the owner does not answer, a colleague does',
    call({
      trace: [
        start('open-application'),
        step('owner-available', { ownerId: 'p1' }),
        step('ringing-owner', { people: ['p1'], seconds: 20 }),
        step('nobody-answered', { people: ['p1'] }),
        step('ringing-department', { people: ['p2', 'p3'], seconds: 20 }),
        connected('p2'),
      ],
    }),
    'Petrov calls Sales about application 12; in charge: Ivan. Ivan is available; it rings at Ivan for 20 s; nobody answers; the department rings for 20 s (Anna and Mira). Anna answers after 12 s, and they talk for 3 min 20 s.',
    'Petrov звонит в отдел «Sales» по заявке № 12; ответственный — Ivan. Ответственный (Ivan) на месте; звонят телефоны ответственного (Ivan), 20 с; никто не отвечает; звонит отдел (Anna и Mira), 20 с. Через 12 с отвечает Anna, разговор длится 3 мин 20 с.',
    'Petrov се обажда в „Sales“ по заявка № 12; отговорник: Ivan. Отговорникът (Ivan) е на място; звъни при отговорника (Ivan), 20 с; никой не отговаря; звъни отделът (Anna и Mira), 20 с. След 12 с отговаря Anna, разговорът трае 3 мин 20 с.',
  ],
  [
    'a stranger leaves a message on a holiday',
    call({
      outcome: 'voicemail',
      clientName: null,
      applicationNumber: null,
      intendedName: null,
      answeredByName: null,
      callerShown: '+359 88 *** ** 67',
      trace: [
        start('unknown-caller', { open: false, hours: 'holiday', dayName: 'Easter' }),
        step('open-no'),
        step('asked-for-message'),
        step('message-left', { seconds: 9 }),
      ],
    }),
    'An unknown caller, +359 88 *** ** 67, calls Sales, on a holiday (Easter). The caller is asked for a message. The caller leaves a message.',
    'Неизвестный номер, +359 88 *** ** 67, звонит в отдел «Sales», в праздничный день (Easter). Звонящему предлагают оставить сообщение. Звонящий оставляет сообщение.',
    'Непознат номер, +359 88 *** ** 67, се обажда в „Sales“, в празничен ден (Easter). Обаждащият се чува покана да остави съобщение. Обаждащият се оставя съобщение.',
  ],
  [
    'a withheld caller presses a digit and gives up',
    call({
      outcome: 'missed',
      clientName: null,
      intendedName: null,
      answeredByName: null,
      callerShown: 'withheld',
      trace: [
        start('unknown-caller', { caller: null }),
        step('menu-asked'),
        step('menu-chosen', { digits: '2' }),
        step('ringing-person', { people: ['p3'], seconds: 15 }),
        step('caller-hung-up'),
      ],
    }),
    'Somebody calls Sales without showing a number. The caller presses 2; it rings at Mira for 15 s. The caller hangs up before anybody answers.',
    'Кто-то звонит в отдел «Sales» со скрытого номера. Звонящий нажимает 2; звонит телефон сотрудника (Mira), 15 с. Звонящий кладёт трубку, не дождавшись ответа.',
    'Някой се обажда в „Sales“ от скрит номер. Обаждащият се натиска 2; звъни при служителя (Mira), 15 с. Обаждащият се затваря, преди някой да отговори.',
  ],
  [
    'an outside system decides, and an outside number answers',
    call({
      answeredByName: null,
      trace: [
        start('client-owner'),
        step('http-asked'),
        step('http-failed', { why: 'deadline' }),
        step('transferring', { number: '+35924000009', seconds: 30 }),
        connected(null),
      ],
    }),
    'Petrov calls Sales; no application is open, and the client is with Ivan. The outside system gives no answer; the call is sent to +35924000009 for 30 s. The outside number answers after 12 s.',
    'Petrov звонит в отдел «Sales»; открытых заявок нет, за клиента отвечает Ivan. Внешняя система не отвечает; звонок уходит на номер +35924000009, 30 с. Через 12 с отвечает внешний номер.',
    'Petrov се обажда в „Sales“; няма отворена заявка, за клиента отговаря Ivan. Външната система не отговаря; обаждането се насочва към +35924000009, 30 с. След 12 с отговаря външният номер.',
  ],
  [
    'who waits keeps the place',
    call({
      outcome: 'missed',
      answeredByName: null,
      departmentName: null,
      trace: [start('latest-application'), step('queued', { position: 3 }), step('queue-callback-kept')],
    }),
    'Petrov calls us; no application is open, and the latest was with Ivan. The caller waits in the queue at place 3. The caller is called back and keeps the place in the queue.',
    'Petrov звонит нам; открытых заявок нет, последнюю ведёт Ivan. Звонящий ждёт в очереди, место 3. Звонящему перезвонят, место в очереди за ним сохраняется.',
    'Petrov се обажда при нас; няма отворена заявка, последната води Ivan. Обаждащият се чака на опашката, място 3. На обаждащия се ще се обадят, мястото му на опашката се пази.',
  ],
  [
    'of each telephone it is told what became of it, and how long it rang',
    call({
      answeredByName: 'Mira',
      trace: [
        start('open-application'),
        step('ringing-owner', { people: ['p1'], seconds: 20 }),
        step('nobody-answered', { people: ['p1'], tried: [{ personId: 'p1', device: 'sip', outcome: 'busy', milliseconds: 1200 }] }),
        step('transferring', { number: '+35924000009', seconds: 30 }),
        step('number-did-not-answer', { tried: [{ personId: null, device: null, outcome: 'no-answer', milliseconds: 30_400 }] }),
        step('queued', { position: 2 }),
        step('queue-tried', {
          people: ['p2', 'p3'],
          tried: [
            { personId: 'p2', device: 'browser', outcome: 'not-accepted', milliseconds: 4000 },
            { personId: 'p2', device: 'browser', outcome: 'cancelled', milliseconds: 15_000 },
            { personId: 'p3', device: 'sip', outcome: 'connected', milliseconds: 3000 },
            { personId: 'stranger', device: 'sip', outcome: 'answered-elsewhere', milliseconds: 3000 },
            { personId: 'p1', device: 'sip', outcome: 'failed', milliseconds: null },
          ],
        }),
        step('asked-person', { mode: 'warm', people: ['p1'], tried: [{ personId: 'p1', outcome: null, milliseconds: null }] }),
        step('asked-number', {
          mode: 'blind',
          number: '+35924000008',
          tried: [{ personId: null, outcome: 'no-answer', milliseconds: null }],
        }),
      ],
    }),
    'Petrov calls Sales about application 12; in charge: Ivan. It rings at Ivan for 20 s; nobody answers (busy); the call is sent to +35924000009 for 30 s; that number does not answer (no answer in 30 s); the caller waits in the queue at place 2; telephones ring for the waiting caller (Anna: does not accept, Anna: stops ringing after 15 s, Mira: answers after 3 s, somebody: somebody else is first, Ivan: not reached). Mira answers after 12 s, and they talk for 3 min 20 s; the call is offered to Ivan (rings); the call is offered to +35924000008 (no answer in …).',
    'Petrov звонит в отдел «Sales» по заявке № 12; ответственный — Ivan. Звонят телефоны ответственного (Ivan), 20 с; никто не отвечает (занято); звонок уходит на номер +35924000009, 30 с; этот номер не отвечает (без ответа, 30 с); звонящий ждёт в очереди, место 2; пока звонящий ждёт, звонят телефоны (Anna: звонок не принят, Anna: перестаёт звонить через 15 с, Mira: ответ через 3 с, кто-то: первым отвечает другой, Ivan: нет связи). Через 12 с отвечает Mira, разговор длится 3 мин 20 с; звонок предлагается коллеге: Ivan (звонит); звонок предлагается на номер +35924000008 (без ответа, …).',
    'Petrov се обажда в „Sales“ по заявка № 12; отговорник: Ivan. Звъни при отговорника (Ivan), 20 с; никой не отговаря (заето); обаждането се насочва към +35924000009, 30 с; този номер не отговаря (без отговор, 30 с); обаждащият се чака на опашката, място 2; докато обаждащият се чака, звънят телефони (Anna: обаждането не е прието, Anna: спира да звъни след 15 с, Mira: отговор след 3 с, някой: друг отговаря пръв, Ivan: няма връзка). След 12 с отговаря Mira, разговорът трае 3 мин 20 с; обаждането се предлага на Ivan (звъни); обаждането се предлага на +35924000008 (без отговор, …).',
  ],
  [
    'a blocked number is turned away',
    call({ outcome: 'blocked', clientName: null, answeredByName: null, trace: [step('blocked-prefix')] }),
    'An unknown caller, +359881234567, calls Sales. The caller is blocked. The call is turned away.',
    'Неизвестный номер, +359881234567, звонит в отдел «Sales». Звонящий заблокирован. Звонок отклонён.',
    'Непознат номер, +359881234567, се обажда в „Sales“. Обаждащият се е блокиран. Обаждането е отхвърлено.',
  ],
  [
    'a click is not answered',
    call({ direction: 'outbound', outcome: 'missed', answeredByName: null, trace: [step('clicked')] }),
    'Ivan calls Petrov. The client is dialled at once. The client does not answer.',
    'Ivan звонит клиенту (Petrov). Клиента набирают сразу. Клиент не отвечает.',
    'Ivan се обажда на клиента (Petrov). Клиентът се набира веднага. Клиентът не отговаря.',
  ],
  [
    'nothing is known yet',
    call({ state: 'ringing', outcome: null, clientName: null, callerShown: 'unknown', answeredByName: null }),
    'Somebody calls Sales without showing a number. Nobody is rung. The call is still going on.',
    'Кто-то звонит в отдел «Sales» со скрытого номера. Никому не звонят. Звонок ещё продолжается.',
    'Някой се обажда в „Sales“ от скрит номер. При никого не звъни. Обаждането още продължава.',
  ],
])('%s', (_, given, en, ru, bg) => {
  expect(sayWhy(given, nameOf, 'en').join(' ')).toBe(en);
  expect(sayWhy(given, nameOf, 'ru').join(' ')).toBe(ru);
  expect(sayWhy(given, nameOf, 'bg').join(' ')).toBe(bg);
});

test('nobody is named whose name the reader cannot know', () => {
  expect(sayStep(step('ringing-department', { people: ['stranger'], seconds: 20 }), nameOf, 'en')).toBe(
    'the department rings for 20 s (somebody)',
  );
});

test.each(['en', 'ru', 'bg'] as const)('every step has words in %s, and no braces are left in them', (language) => {
  const facts = { people: ['p1'], ownerId: 'p1', seconds: 75, number: '1', digits: '1', position: 1, name: 'a', on: 'a', value: 'b' };
  const reasons = [
    ...toldReasons.filter((one) => one !== 'owner-state'),
    ...presenceStatuses.map((one) => `owner-${one}`),
    'time-of-day-yes',
    'all-no',
  ];
  for (const reason of reasons) expect(sayStep(step(reason, facts), nameOf, language)).toMatch(/^[^{}]{8,}$/);
  expect(Object.keys(whyWords[language].steps).sort()).toEqual([...toldReasons].sort());
});
