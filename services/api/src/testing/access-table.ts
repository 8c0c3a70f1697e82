/** Things of somebody's, which the routes are asked for by id. */
export type Thing =
  | 'application'
  | 'client'
  | 'phone'
  | 'call'
  | 'offered-call'
  | 'callback'
  | 'recording'
  | 'dial-intent'
  | 'blocked-caller'
  | 'difference'
  | 'department'
  | 'sound'
  | 'notice'
  | 'shown-department'
  | 'replay'
  | 'pbx-key'
  | 'disposition'
  | 'person';

/** What of each is somebody's, by id. */
export type Belongings = Readonly<Record<Thing, string>>;
/** What is sent: the same for everybody, or made of what is asked for and of the department that the viewer works in. */
type Body = object | ((of: Belongings, department: string) => object);

export type Access =
  /** Anybody, signed in or not. */
  | { for: 'anyone'; status: number; body?: Body }
  /** Nothing of anybody's is asked for: who has the capability gets `status`. */
  | { for: 'capable'; status: number; body?: Body }
  /**
   * Who sees the thing gets `seen`; to anybody else it does not exist: 404, or `unseen` where it stands in the body. `actors`: of those who see
   * it only these may, the others get 403.
   */
  | { for: Thing; seen: number; unseen?: number; actors?: readonly ('owner' | 'director' | 'curator')[]; body?: Body; query?: string };

/** A script that hangs up with a word. */
const script = {
  format: 1,
  start: 'word',
  blocks: { word: { kind: 'say', words: { en: 'a', ru: 'a', bg: 'a' }, next: 'end' }, end: { kind: 'hang-up' } },
};
const source = { kind: 'version', number: 1 };
const key = '00000000-0000-4000-8000-0000000000aa';
const soon = '2026-03-03T10:00:00Z';

/** Whoever adds a route says here what it gives to whom: a route without a row fails the tests. */
export const accessTable: Readonly<Record<string, Access>> = {
  'post /session': { for: 'anyone', status: 401, body: { email: 'nobody@example.com', password: 'wrong' } },
  'get /session': { for: 'capable', status: 200 },
  'put /session/locale': { for: 'capable', status: 204, body: { locale: 'en' } },
  'delete /session': { for: 'capable', status: 204 },
  'get /softphone-token': { for: 'capable', status: 404 },

  'get /applications': { for: 'capable', status: 200 },
  'post /applications': {
    for: 'client',
    seen: 201,
    unseen: 400,
    body: ({ client }, departmentId) => ({ clientId: client, departmentId, title: 'Doors' }),
  },
  'get /applications/{id}': { for: 'application', seen: 200 },
  'patch /applications/{id}': { for: 'application', seen: 200, body: { version: 1, status: 'new' } },
  'post /applications/{id}/comments': { for: 'application', seen: 201, body: { text: 'A word' } },
  'get /applications/{id}/timeline': { for: 'application', seen: 200 },
  'get /application-types': { for: 'capable', status: 200 },
  'get /application-count': { for: 'capable', status: 200 },

  'get /clients': { for: 'capable', status: 200 },
  'get /clients/{id}': { for: 'client', seen: 200 },
  'get /people': { for: 'capable', status: 200 },
  'get /staff': { for: 'capable', status: 200 },
  'put /people/{id}/simultaneous-calls': { for: 'person', seen: 204, body: { simultaneousCalls: 2 } },
  'get /departments': { for: 'capable', status: 200 },
  'get /departments/{id}/settings': { for: 'department', seen: 200 },
  'put /departments/{id}/settings': {
    for: 'department',
    seen: 200,
    body: { language: 'en', timeZone: 'Europe/Sofia', recordingAnnouncement: null, wrapUpSeconds: 30, holdSoundId: null },
  },
  'get /departments/{id}/ring-group': { for: 'department', seen: 200 },
  'put /departments/{id}/ring-group': { for: 'department', seen: 200, body: { personIds: [] } },
  'get /departments/{id}/dispositions': { for: 'department', seen: 200 },

  'get /calls': { for: 'capable', status: 200 },
  'get /calls/ringing': { for: 'capable', status: 200 },
  'get /calls/{id}': { for: 'call', seen: 200 },
  'get /calls/{id}/card': { for: 'call', seen: 200 },
  'post /calls/{id}/claim': { for: 'offered-call', seen: 200, body: { tab: 'tab-of-the-test' } },
  'post /calls/{id}/application': {
    for: 'call',
    seen: 201,
    actors: ['owner', 'director', 'curator'],
    body: ({ client }) => ({ title: 'Windows', clientName: 'Somebody', clientId: client }),
  },
  'post /calls/{id}/candidate': {
    for: 'call',
    seen: 200,
    actors: ['owner', 'director', 'curator'],
    body: ({ application }) => ({ applicationId: application }),
  },

  // Of those who see a call only who is, or was, on its line may do anything with it; this one nobody answered.
  'get /calls/{id}/control': { for: 'call', seen: 200 },
  'post /calls/{id}/hold': { for: 'call', seen: 403, body: { key } },
  'post /calls/{id}/resume': { for: 'call', seen: 403, body: { key } },
  'post /calls/{id}/mute': { for: 'call', seen: 403, body: { key, muted: true } },
  'post /calls/{id}/transfer': {
    for: 'call',
    seen: 403,
    body: (_, departmentId) => ({ key, mode: 'warm', to: { kind: 'department', departmentId } }),
  },
  'post /calls/{id}/transfer/complete': { for: 'call', seen: 403, body: { key } },
  'post /calls/{id}/transfer/cancel': { for: 'call', seen: 403, body: { key } },
  'post /calls/{id}/transfer/merge': { for: 'call', seen: 403, body: { key } },
  'post /calls/{id}/recording/pause': { for: 'call', seen: 403, body: { key } },
  'post /calls/{id}/recording/resume': { for: 'call', seen: 403, body: { key } },
  'post /calls/{id}/over': { for: 'call', seen: 200, body: { key } },
  'post /calls/{id}/notes': { for: 'call', seen: 403, body: { key, text: 'A word' } },
  'post /calls/{id}/disposition': { for: 'call', seen: 403, body: { key, dispositionId: key } },
  'put /dispositions': { for: 'capable', status: 200, body: (_, departmentId) => ({ departmentId, required: false, labels: ['Sold'] }) },
  'put /dispositions/{id}': { for: 'disposition', seen: 200, body: { label: 'Sold at last' } },

  'get /presence': { for: 'capable', status: 200 },
  'put /presence': { for: 'capable', status: 200, body: { status: 'busy' } },
  'post /presence/wrap-up/extend': { for: 'capable', status: 409 },
  'post /presence/wrap-up/finish': { for: 'capable', status: 200 },

  'get /callbacks': { for: 'capable', status: 200 },
  'get /callbacks/kept-share': { for: 'capable', status: 200 },
  'get /callback-rules': { for: 'capable', status: 200 },
  'put /callback-rules': {
    for: 'capable',
    status: 200,
    body: (_, departmentId) => ({ departmentId, keepMinutes: 60, assistantMinutes: 15, curatorMinutes: 30 }),
  },
  'post /callbacks': { for: 'client', seen: 201, body: ({ client }) => ({ clientId: client, dueAt: soon, timeZone: 'Europe/Sofia' }) },
  'post /callbacks/{id}/snooze': { for: 'callback', seen: 200, body: { until: soon } },
  'post /callbacks/{id}/keep': { for: 'callback', seen: 200 },
  'post /callbacks/{id}/dismiss': { for: 'callback', seen: 200 },

  'get /recordings/{id}': { for: 'recording', seen: 200 },
  'get /recordings/{id}/audio': { for: 'recording', seen: 409 },
  'post /recordings/{id}/retry': { for: 'recording', seen: 202 },

  'post /phones/{id}/dial': { for: 'phone', seen: 201, body: { key } },
  'get /dial-intents/{id}': { for: 'dial-intent', seen: 200 },

  'get /blocked-callers': { for: 'capable', status: 200 },
  'post /blocked-callers': {
    for: 'call',
    seen: 201,
    body: ({ call }, departmentId) => ({ kind: 'call', callId: call, departmentId, reason: 'Sells air' }),
  },
  'post /blocked-callers/{id}/end': { for: 'blocked-caller', seen: 200 },
  'post /blocked-callers/{id}/restore': { for: 'blocked-caller', seen: 200 },
  'get /blocking-settings': { for: 'capable', status: 200 },
  'put /blocking-settings': {
    for: 'capable',
    status: 200,
    body: { rateEnabled: true, rateCalls: 10, rateMinutes: 10, rateBlockMinutes: 60, rateKnownClients: false },
  },

  'get /departments/{id}/sounds': { for: 'department', seen: 200 },
  'post /departments/{id}/sounds': { for: 'department', seen: 400, query: '?name=Hours' },
  'get /departments/{id}/sounds/{soundId}/audio': { for: 'department', seen: 200 },
  'delete /departments/{id}/sounds/{soundId}': { for: 'department', seen: 204 },
  'post /departments/{id}/sounds/{soundId}/restore': { for: 'department', seen: 200 },
  'get /notices/{id}': { for: 'notice', seen: 200 },
  // Everybody may read how a department's telephone behaves; its head alone changes and tries it.
  'get /departments/{id}/call-script': { for: 'shown-department', seen: 200 },
  'get /departments/{id}/call-script/versions': { for: 'shown-department', seen: 200 },
  'get /departments/{id}/call-script/versions/{number}': { for: 'shown-department', seen: 200 },
  'put /departments/{id}/call-script/draft': { for: 'department', seen: 200, body: { script, version: 1 } },
  'post /departments/{id}/call-script/draft': { for: 'department', seen: 200, body: { number: 1, version: 1 } },
  'delete /departments/{id}/call-script/draft': { for: 'department', seen: 204, query: '?version=1' },
  'post /departments/{id}/call-script/versions': { for: 'department', seen: 201, body: { draftVersion: 1 } },
  'post /departments/{id}/call-script/dry-run': { for: 'department', seen: 200, body: { source, caller: null } },
  'get /departments/{id}/call-script/replays': { for: 'department', seen: 200 },
  'post /departments/{id}/call-script/replays': {
    for: 'department',
    seen: 202,
    body: { source, since: '2026-01-01T00:00:00Z', until: soon },
  },
  'get /departments/{id}/call-script/replays/{replayId}': { for: 'department', seen: 200 },
  'get /departments/{id}/call-script/replays/{replayId}/calls': { for: 'department', seen: 200 },
  'get /departments/{id}/hours': { for: 'shown-department', seen: 200 },
  'put /departments/{id}/hours': { for: 'department', seen: 200, body: { hours: null } },
  'post /departments/{id}/hours/preview': { for: 'department', seen: 200, body: { hours: null } },

  'get /pbx-keys': { for: 'capable', status: 200 },
  'post /pbx-keys': { for: 'capable', status: 201, body: { name: 'Asterisk' } },
  'delete /pbx-keys/{id}': { for: 'pbx-key', seen: 204 },

  'get /reconciliations': { for: 'capable', status: 200 },
  'post /reconciliations': { for: 'capable', status: 202, body: {} },
  'get /reconciliations/differences': { for: 'capable', status: 200 },
  'post /reconciliations/differences/{id}/repair': { for: 'difference', seen: 409 },
  'post /reconciliations/differences/{id}/dismiss': { for: 'difference', seen: 200, body: { note: 'Nothing to be done' } },
  'get /proofs': { for: 'capable', status: 200 },
};
