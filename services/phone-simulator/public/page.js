/** The simulator's page: plain DOM over the control API, redrawn on every change the simulator tells of. */

const BEHAVIOURS = ['manual', 'answer', 'decline', 'no-answer', 'voicemail', 'unreachable'];
const MAX_WIRE = 120;
const MAX_CALLS = 25;

const byId = (id) => document.getElementById(id);

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = response.status === 204 ? null : await response.json();
  if (!response.ok) throw new Error(answer?.error ?? `${response.status}`);
  return answer;
}

/** An element with properties, and children that are elements or text; text is never read as markup. */
function make(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

function pill(text, tone = '') {
  return make('span', { className: `pill ${tone}` }, text);
}

const TONES = { 'in-progress': 'good', ringing: 'warn', queued: 'warn', initiated: 'warn', failed: 'bad', busy: 'bad' };
const isLive = (leg) => ['queued', 'initiated', 'ringing', 'in-progress'].includes(leg.status);

function act(leg, verb, body = {}) {
  // Refused when the call has moved on in the meantime; the next redraw shows where to.
  call('POST', `/control/calls/${leg.callSid}/${verb}`, body).catch(() => drawSoon());
}

function buttonsOf(leg) {
  if (!isLive(leg)) return [];
  const button = (text, className, verb) => make('button', { type: 'button', className, onclick: () => act(leg, verb) }, text);
  if (leg.direction !== 'inbound' && leg.status === 'ringing')
    return [button('Answer', 'answer', 'answer'), button('Decline', 'drop', 'decline')];
  const hangUp = button('Hang up', 'drop', 'hangup');
  if (leg.status !== 'in-progress') return [hangUp];
  const keys = make('input', {
    className: 'keys',
    placeholder: 'keys ⏎',
    title: 'Type keys, then Enter',
    ariaLabel: `Keys pressed by ${leg.remote}`,
    maxLength: 16,
    inputMode: 'tel',
  });
  keys.onkeydown = (event) => {
    if (event.key !== 'Enter') return;
    if (/^[0-9*#]+$/.test(keys.value)) act(leg, 'digits', { digits: keys.value });
    keys.value = '';
  };
  return [keys, hangUp];
}

const lengthOf = (leg) => (leg.duration === null ? '' : ` · ${leg.duration} s`);

function legRow(leg) {
  const title = leg.direction === 'inbound' ? leg.from || '(no caller id)' : leg.remote;
  const roles = { inbound: `phones ${leg.to}`, 'outbound-dial': 'rung by Dial', 'outbound-api': `called by REST from ${leg.from}` };
  const facts = [
    roles[leg.direction],
    leg.bridgedWith ? 'talking' : null,
    leg.conference ? `in ${leg.conference}` : null,
    leg.muted ? 'muted' : null,
    leg.endReason,
  ];
  const length = make('span', { className: 'figures' }, lengthOf(leg));
  length.dataset.length = leg.callSid;
  return make(
    'div',
    { className: `leg ${leg.parentCallSid ? 'child' : ''}`, title: leg.callSid },
    make(
      'div',
      { className: 'who' },
      make('div', { className: 'clip' }, title),
      make('small', {}, facts.filter(Boolean).join(' · '), length),
    ),
    pill(leg.status, TONES[leg.status] ?? ''),
    make('div', { className: 'actions' }, ...buttonsOf(leg)),
  );
}

/** A call's card: the one that stands there when nothing but the seconds changed, so that no button moves under a finger. */
function callCard(box, root, legs, isGoingOn) {
  const state = JSON.stringify(legs.map((leg) => ({ ...leg, duration: null })));
  const standing = box.querySelector(`article[data-call="${root.callSid}"]`);
  if (standing?.dataset.state === state) {
    for (const leg of legs) standing.querySelector(`[data-length="${leg.callSid}"]`).textContent = lengthOf(leg);
    return standing;
  }
  const card = make('article', { className: `card ${isGoingOn ? '' : 'ended'}` }, ...legs.map(legRow));
  Object.assign(card.dataset, { call: root.callSid, state });
  return card;
}

function roomRow(person, facts, tone, status) {
  return make(
    'div',
    { className: 'leg', title: person.callSid },
    make(
      'div',
      { className: 'who' },
      make(
        'div',
        { className: 'clip' },
        person.label ? `${person.remote || '(no caller id)'} · ${person.label}` : person.remote || '(no caller id)',
      ),
      make('small', { className: 'figures' }, facts.filter(Boolean).join(' · ')),
    ),
    pill(status, tone),
  );
}

function roomCard(title, status, tone, rows) {
  const head = make('div', { className: 'leg' }, make('div', { className: 'who clip' }, title), pill(status, tone));
  return make('article', { className: 'card' }, head, ...rows);
}

function conferenceCard({ friendlyName, status, participants }) {
  const rows = participants
    .filter(({ leftAt }) => leftAt === null)
    .map((one) => {
      const coached = participants.find(({ callSid }) => callSid === one.coached);
      const facts = [one.muted ? 'muted' : null, coached ? `heard by ${coached.label ?? coached.remote} alone` : null];
      if (one.joinedAt === null) return roomRow(one, facts, 'warn', 'called');
      return one.hold ? roomRow(one, facts, 'warn', 'on hold') : roomRow(one, facts, 'good', status === 'init' ? 'waits' : 'in it');
    });
  return roomCard(`Conference ${friendlyName}`, status, status === 'init' ? 'warn' : 'good', rows);
}

function queueCard({ friendlyName, maxSize, currentSize, members }) {
  const rows = members
    .filter(({ dequeuedAt }) => dequeuedAt === null)
    .map((one, index) => roomRow(one, [`waits ${one.waitedSeconds} s`], 'warn', `${index + 1}.`));
  return roomCard(`Queue ${friendlyName}`, `${currentSize} of ${maxSize}`, currentSize > 0 ? 'warn' : '', rows);
}

/** Where calls meet and wait; nothing is shown while nobody does. */
function drawRooms(conferences, queues) {
  if (!isNews('rooms', { conferences, queues })) return;
  const going = conferences.filter(({ status }) => status !== 'completed');
  const cards = [...going.map(conferenceCard), ...queues.map(queueCard)];
  byId('rooms').replaceChildren(...(cards.length > 0 ? [make('h2', {}, 'Conferences and queues'), ...cards] : []));
}

function drawCalls(legs) {
  const box = byId('calls');
  const roots = legs.filter((leg) => leg.parentCallSid === null && leg.endReason !== 'seeded').reverse();
  const calls = roots.map((root) => ({ root, family: [root, ...legs.filter((leg) => leg.parentCallSid === root.callSid)] }));
  const live = calls.filter(({ family }) => family.some(isLive));
  const ended = calls.filter(({ family }) => !family.some(isLive));
  const cards = [...live, ...ended].slice(0, MAX_CALLS).map(({ root, family }) => callCard(box, root, family, family.some(isLive)));
  const wanted = cards.length > 0 ? cards : [make('p', { className: 'empty' }, 'No calls yet. Phone in on the left.')];
  const isSame = wanted.length === box.children.length && wanted.every((card, index) => box.children[index] === card);
  if (!isSame) box.replaceChildren(...wanted);
  byId('call-count').textContent = live.length > 0 ? `${live.length} going on` : '';
}

const drawn = new Map();
/** True when what a list shows has changed since it was last drawn. */
function isNews(list, facts) {
  const state = JSON.stringify(facts);
  if (drawn.get(list) === state) return false;
  drawn.set(list, state);
  return true;
}

function behaviourSelect(phone) {
  const options = BEHAVIOURS.map((name) => make('option', { value: name, selected: name === phone.behaviour }, name));
  const change = (event) => call('PUT', '/control/phones', { ...phone, behaviour: event.target.value });
  return make('select', { ariaLabel: `What ${phone.address} does when it rings`, onchange: change }, ...options);
}

function drawPhones({ phones, clients }) {
  if (!isNews('phones', { phones, clients })) return;
  const tabs = clients.map(({ identity, tabs: count }) =>
    make(
      'li',
      { className: 'row phone' },
      make('span', { className: 'grow clip' }, `client:${identity}`),
      pill(count === 1 ? 'browser' : `${count} tabs`, 'good'),
    ),
  );
  const virtual = phones.map((phone) =>
    make(
      'li',
      { className: 'row phone' },
      make('span', { className: 'grow clip', title: phone.kind }, phone.address),
      behaviourSelect(phone),
    ),
  );
  byId('phones').replaceChildren(...tabs, ...virtual);
}

function drawNumbers(numbers) {
  if (!isNews('numbers', numbers)) return;
  const select = byId('to');
  const chosen = select.value;
  select.replaceChildren(
    ...numbers.map(({ number, friendlyName }) =>
      make('option', { value: number, selected: number === chosen }, friendlyName === number ? number : `${number} ${friendlyName}`),
    ),
  );
  const form = byId('phone-in');
  form.querySelector('button').disabled = numbers.length === 0;
  byId('phone-in-error').textContent = numbers.length === 0 ? 'No number is configured yet.' : '';
}

function addWire(line) {
  const wire = byId('wire');
  wire.prepend(line);
  while (wire.children.length > MAX_WIRE) wire.lastChild.remove();
}

function wireLine(tone, status, title, hint, detail) {
  const summary = make(
    'summary',
    {},
    pill(status, tone),
    make('span', { className: 'grow clip' }, title),
    make('span', { className: 'quiet figures' }, hint),
  );
  const details = make('details', {}, summary);
  // Hundreds of bodies are only laid out for whoever asks.
  details.ontoggle = () => details.open && details.childElementCount === 1 && details.append(make('pre', {}, detail()));
  return make('li', { className: 'row' }, details);
}

function onWebhook(entry) {
  const path = entry.url.replace(/^https?:\/\/[^/]+/, '');
  const tone = entry.error || entry.status >= 400 ? 'bad' : 'good';
  const copies = entry.copies > 1 ? ` (copy ${entry.copy} of ${entry.copies})` : '';
  const what = entry.params.StatusCallbackEvent ?? entry.params.CallStatus ?? entry.params.RecordingStatus ?? '';
  const detail = () =>
    `${entry.method} ${entry.url}\n\n${JSON.stringify(entry.params, null, 2)}\n\n${entry.error ?? entry.responseBody ?? ''}`;
  addWire(wireLine(tone, String(entry.status ?? 'failed'), `${entry.kind} ${what} ${path}${copies}`, `${entry.ms} ms`, detail));
}

function onRest(entry) {
  const detail = () => JSON.stringify(entry, null, 2);
  addWire(
    wireLine(
      entry.status >= 400 ? 'bad' : '',
      String(entry.status),
      `REST ${entry.method} ${entry.path.split('/').slice(3).join('/')}`,
      `${entry.ms} ms`,
      detail,
    ),
  );
}

function onWarning(entry) {
  addWire(
    wireLine(entry.level === 'error' ? 'bad' : 'warn', String(entry.code), entry.message, entry.level, () =>
      JSON.stringify(entry, null, 2),
    ),
  );
}

async function drawNow() {
  const paths = ['legs?last=400', 'phones', 'numbers', 'faults', 'conferences?last=50', 'queues?last=20'].map((name) => `/control/${name}`);
  const [clock, legs, phones, numbers, faults, conferences, queues] = await Promise.all(
    ['/clock', ...paths].map((path) => call('GET', path)),
  );
  drawRooms(conferences, queues);
  drawCalls(legs);
  drawPhones(phones);
  drawNumbers(numbers);
  byId('clock').textContent = `${clock.now.slice(0, 19).replace('T', ' ')} UTC${clock.virtual ? ' · virtual clock' : ''}`;
  byId('summary').textContent =
    faults.dropProbability || faults.reorder || faults.duplicate.max > 1 ? `faults on, seed ${faults.seed}` : '';
}

let timer = null;
/** Many changes at once are one redraw. */
function drawSoon() {
  if (timer !== null) return;
  timer = setTimeout(() => {
    timer = null;
    drawNow().catch(() => undefined);
  }, 100);
}

byId('phone-in').addEventListener('submit', (event) => {
  event.preventDefault();
  const { from, to } = Object.fromEntries(new FormData(event.target));
  byId('phone-in-error').textContent = '';
  call('POST', '/control/calls', { from, to }).catch((error) => {
    byId('phone-in-error').textContent = error.message;
  });
});

byId('add-phone').addEventListener('submit', (event) => {
  event.preventDefault();
  const address = String(new FormData(event.target).get('address')).trim();
  const kind = address.startsWith('sip:') ? 'sip' : address.startsWith('client:') ? 'client' : 'mobile';
  call('PUT', '/control/phones', { address, kind }).then(() => event.target.reset());
});

const live = new EventSource('/control/live');
live.addEventListener('webhook', (event) => onWebhook(JSON.parse(event.data)));
live.addEventListener('rest', (event) => onRest(JSON.parse(event.data)));
live.addEventListener('warning', (event) => onWarning(JSON.parse(event.data)));
for (const kind of ['leg', 'event', 'bridge', 'conference', 'queue', 'phones', 'numbers', 'reset']) live.addEventListener(kind, drawSoon);
live.addEventListener('open', drawSoon);
setInterval(drawSoon, 1000);
drawSoon();
