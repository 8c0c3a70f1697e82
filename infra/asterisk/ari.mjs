/**
 * Ringbase decides, Asterisk switches, over ARI: for whoever would rather not write a dialplan. Node 22 or newer, nothing else.
 * Dialplan: exten => _[+0-9].,1,Stasis(ringbase,${EXTEN}) and, should this program be gone, what follows it: Goto(ringbase-department,200,1)
 *
 * RINGBASE=https://ringbase.example/pbx/v1 RINGBASE_KEY=rbp_… ARI=http://127.0.0.1:8088/ari ARI_USER=ringbase ARI_PASSWORD=… node ari.mjs
 */
const settings = Object.fromEntries(
  ['RINGBASE', 'RINGBASE_KEY', 'ARI', 'ARI_USER', 'ARI_PASSWORD'].map((name) => [name, process.env[name] ?? '']),
);
const APP = 'ringbase';
const basic = `Basic ${Buffer.from(`${settings.ARI_USER}:${settings.ARI_PASSWORD}`).toString('base64')}`;
const say = (line) => process.stdout.write(`${line}\n`);

/** By the caller's channel: who is to be rung after whom, and what belongs to the call. */
const calls = new Map();
/** By a rung channel: whose call it is. */
const rung = new Map();

async function asterisk(method, path, query = {}) {
  const answer = await fetch(`${settings.ARI}/${path}?${new URLSearchParams(query)}`, { method, headers: { authorization: basic } });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer.headers.get('content-type')?.includes('json') ? answer.json() : answer;
}

async function ringbase(path, body) {
  const answer = await fetch(`${settings.RINGBASE}/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${settings.RINGBASE_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(3000),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** What happened is told once more until it is heard; Ringbase takes it in any order and as often as it comes. */
async function tell(event, tries = 5) {
  try {
    await ringbase('events', event);
  } catch (error) {
    if (tries === 0) return say(`not told: ${error.message}`);
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await tell(event, tries - 1);
  }
}

/** A caller is here: whom to ring? */
async function begin(channel, dialled) {
  const callId = channel.id;
  const answer = await ringbase('route', { callId, dialled, caller: channel.caller.number });
  const targets = answer.instructions.flatMap((one) =>
    one.kind === 'ring' ? one.targets.map((target) => ({ ...target, seconds: one.seconds })) : [],
  );
  // Mobiles need a digit before the caller hears them: the dialplan beside this file shows how; here desk phones and the department are rung.
  const endpoints = targets.flatMap(({ extension, seconds }) => (extension === null ? [] : [{ extension, seconds }]));
  // Closed, a voicemail or a blocked caller: what the script says then is the dialplan's to say.
  const rings = answer.instructions.some(({ kind }) => kind === 'ring' || kind === 'ring-department');
  if (rings && answer.department.extension !== null) endpoints.push({ extension: answer.department.extension, seconds: 30 });
  calls.set(callId, { endpoints, bridge: null });
  await asterisk('POST', `channels/${callId}/ring`);
  await ringNext(callId);
}

async function ringNext(callId) {
  const next = calls.get(callId)?.endpoints.shift();
  if (next === undefined) return asterisk('POST', `channels/${callId}/continue`);
  const channelId = `${callId}-${next.extension}-${Date.now()}`;
  rung.set(channelId, { callId, extension: next.extension });
  await asterisk('POST', 'channels', {
    endpoint: `PJSIP/${next.extension}`,
    app: APP,
    appArgs: 'rung',
    channelId,
    timeout: String(next.seconds),
    originator: callId,
  });
  await tell({ callId, event: 'ringing', extension: next.extension, at: new Date().toISOString() });
}

/** A telephone was picked up: both sides into a bridge, which is recorded. */
async function connect(channel) {
  const { callId, extension } = rung.get(channel.id);
  const call = calls.get(callId);
  if (call === undefined) return asterisk('DELETE', `channels/${channel.id}`);
  void tell({ callId, event: 'answer', extension, at: new Date().toISOString() });
  await asterisk('POST', `channels/${callId}/answer`);
  call.bridge = await asterisk('POST', 'bridges', { type: 'mixing' });
  await asterisk('POST', `bridges/${call.bridge.id}/addChannel`, { channel: `${callId},${channel.id}` });
  await asterisk('POST', `bridges/${call.bridge.id}/record`, { name: callId, format: 'wav', ifExists: 'overwrite' });
}

/** A channel is gone: the caller's is the call's end, a rung one's before the bridge the next one's turn. */
async function ended(channel, cause) {
  const leg = rung.get(channel.id);
  rung.delete(channel.id);
  const at = new Date().toISOString();
  if (leg !== undefined) {
    const call = calls.get(leg.callId);
    if (call?.bridge) return asterisk('DELETE', `channels/${leg.callId}`);
    void tell({ callId: leg.callId, event: 'hangup', extension: leg.extension, cause: String(cause), at });
    return call && ringNext(leg.callId);
  }
  const call = calls.get(channel.id);
  if (call === undefined) return;
  calls.delete(channel.id);
  for (const [id, { callId }] of rung) if (callId === channel.id) await asterisk('DELETE', `channels/${id}`);
  await tell({ callId: channel.id, event: 'hangup', cause: String(cause), at });
  if (call.bridge) await asterisk('DELETE', `bridges/${call.bridge.id}`);
}

async function bring({ name }) {
  const sound = await asterisk('GET', `recordings/stored/${encodeURIComponent(name)}/file`);
  const answer = await fetch(`${settings.RINGBASE}/recordings?callId=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${settings.RINGBASE_KEY}`, 'content-type': 'audio/wav' },
    body: sound.body,
    duplex: 'half',
  });
  if (!answer.ok) throw new Error(`recordings: ${answer.status} ${await answer.text()}`);
  await asterisk('DELETE', `recordings/stored/${encodeURIComponent(name)}`);
}

async function take(event) {
  switch (event.type) {
    case 'StasisStart':
      return event.args[0] === 'rung' ? connect(event.channel) : begin(event.channel, event.args[0]);
    case 'ChannelDestroyed':
      return ended(event.channel, event.cause);
    case 'RecordingFinished':
      return bring(event.recording);
  }
}

const address = new URL(`${settings.ARI}/events`);
address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
address.search = new URLSearchParams({ app: APP, api_key: `${settings.ARI_USER}:${settings.ARI_PASSWORD}` });
const socket = new WebSocket(address);
socket.addEventListener('message', ({ data }) => {
  const event = JSON.parse(data);
  take(event).catch((error) => {
    say(`${event.type}: ${error.message}`);
    // Whatever goes wrong, the caller goes on in the dialplan.
    if (event.type === 'StasisStart' && event.args[0] !== 'rung')
      asterisk('POST', `channels/${event.channel.id}/continue`).catch(() => undefined);
  });
});
socket.addEventListener('open', () => say('Asterisk is listening to Ringbase.'));
socket.addEventListener('close', () => process.exit(1));
