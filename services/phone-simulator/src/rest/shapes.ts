import { z } from 'zod';

/**
 * The shapes of the provider's answers, strict: every property present, none unknown. The published description
 * (twilio_api_v2010.json) leaves every property optional and nullable; here only what can be absent may be null.
 */
const sid = (prefix: string) => z.string().regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`));
const instant = z
  .string()
  .regex(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} \+0000$/);
const seconds = z.string().regex(/^\d+$/);
const apiVersion = z.literal('2010-04-01');
const path = z.string().regex(/^\/2010-04-01\//);

export const callStatuses = ['queued', 'ringing', 'in-progress', 'completed', 'busy', 'failed', 'no-answer', 'canceled'] as const;
export const recordingStatuses = ['in-progress', 'paused', 'stopped', 'processing', 'completed', 'absent', 'deleted'] as const;
export const recordingSources = [
  'DialVerb',
  'Conference',
  'OutboundAPI',
  'Trunking',
  'RecordVerb',
  'StartCallRecordingAPI',
  'StartConferenceRecordingAPI',
] as const;

export const callShape = z.strictObject({
  sid: sid('CA'),
  date_created: instant,
  date_updated: instant,
  parent_call_sid: sid('CA').nullable(),
  account_sid: sid('AC'),
  to: z.string(),
  to_formatted: z.string(),
  from: z.string(),
  from_formatted: z.string(),
  phone_number_sid: sid('PN').nullable(),
  status: z.enum(callStatuses),
  start_time: instant.nullable(),
  end_time: instant.nullable(),
  duration: seconds.nullable(),
  price: z.string().nullable(),
  price_unit: z.string().regex(/^[A-Z]{3}$/),
  direction: z.enum(['inbound', 'outbound-api', 'outbound-dial']),
  answered_by: z.string().nullable(),
  api_version: apiVersion,
  forwarded_from: z.string().nullable(),
  group_sid: sid('GP').nullable(),
  caller_name: z.string().nullable(),
  queue_time: seconds,
  trunk_sid: sid('TK').nullable(),
  uri: path,
  subresource_uris: z.record(z.string(), path),
});

export const recordingShape = z.strictObject({
  account_sid: sid('AC'),
  api_version: apiVersion,
  call_sid: sid('CA'),
  conference_sid: sid('CF').nullable(),
  date_created: instant,
  date_updated: instant,
  start_time: instant,
  duration: seconds.nullable(),
  sid: sid('RE'),
  price: z.string().nullable(),
  price_unit: z.string().regex(/^[A-Z]{3}$/),
  status: z.enum(recordingStatuses),
  channels: z.number().int().min(1).max(2),
  source: z.enum(recordingSources),
  error_code: z.number().int().nullable(),
  uri: path,
  encryption_details: z.null(),
  subresource_uris: z.record(z.string(), path),
  media_url: z.url(),
});

/** A recording as listed below its call: the published description gives it a `track` and no `media_url`. */
export const callRecordingShape = recordingShape
  .omit({ subresource_uris: true, media_url: true, price: true })
  .extend({ price: z.number().nullable(), track: z.enum(['inbound', 'outbound', 'both']) });

/** A recording as listed below its conference: neither track nor media_url. */
export const conferenceRecordingShape = recordingShape.omit({ subresource_uris: true, media_url: true });

export const conferenceShape = z.strictObject({
  account_sid: sid('AC'),
  date_created: instant,
  date_updated: instant,
  api_version: apiVersion,
  friendly_name: z.string(),
  region: z.string(),
  sid: sid('CF'),
  status: z.enum(['init', 'in-progress', 'completed']),
  uri: path,
  subresource_uris: z.strictObject({ participants: path, recordings: path }),
  reason_conference_ended: z
    .enum([
      'conference-ended-via-api',
      'participant-with-end-conference-on-exit-left',
      'participant-with-end-conference-on-exit-kicked',
      'last-participant-kicked',
      'last-participant-left',
    ])
    .nullable(),
  call_sid_ending_conference: sid('CA').nullable(),
});

export const participantShape = z.strictObject({
  account_sid: sid('AC'),
  call_sid: sid('CA'),
  label: z.string().nullable(),
  call_sid_to_coach: sid('CA').nullable(),
  coaching: z.boolean(),
  conference_sid: sid('CF'),
  date_created: instant,
  date_updated: instant,
  end_conference_on_exit: z.boolean(),
  muted: z.boolean(),
  hold: z.boolean(),
  start_conference_on_enter: z.boolean(),
  status: z.enum(['queued', 'connecting', 'ringing', 'connected', 'complete', 'failed']),
  queue_time: seconds.nullable(),
  uri: path,
});

export const queueShape = z.strictObject({
  date_updated: instant,
  current_size: z.number().int().min(0),
  friendly_name: z.string().max(64),
  uri: path,
  account_sid: sid('AC'),
  average_wait_time: z.number().int().min(0),
  sid: sid('QU'),
  date_created: instant,
  max_size: z.number().int().min(1).max(5_000),
});

export const memberShape = z.strictObject({
  call_sid: sid('CA'),
  date_enqueued: instant,
  position: z.number().int().min(1),
  uri: path,
  wait_time: z.number().int().min(0),
  queue_sid: sid('QU'),
});

const page = {
  end: z.number().int(),
  first_page_uri: path,
  next_page_uri: path.nullable(),
  page: z.number().int(),
  page_size: z.number().int(),
  previous_page_uri: path.nullable(),
  start: z.number().int(),
  uri: path,
};
export const callListShape = z.strictObject({ ...page, calls: z.array(callShape) });
export const recordingListShape = z.strictObject({ ...page, recordings: z.array(recordingShape) });
export const callRecordingListShape = z.strictObject({ ...page, recordings: z.array(callRecordingShape) });

export const conferenceListShape = z.strictObject({ ...page, conferences: z.array(conferenceShape) });
export const participantListShape = z.strictObject({ ...page, participants: z.array(participantShape) });
export const queueListShape = z.strictObject({ ...page, queues: z.array(queueShape) });
export const memberListShape = z.strictObject({ ...page, queue_members: z.array(memberShape) });
export const conferenceRecordingListShape = z.strictObject({ ...page, recordings: z.array(conferenceRecordingShape) });

export type CallResource = z.infer<typeof callShape>;
export type RecordingResource = z.infer<typeof recordingShape>;
export type CallRecordingResource = z.infer<typeof callRecordingShape>;
export type ConferenceResource = z.infer<typeof conferenceShape>;
export type ParticipantResource = z.infer<typeof participantShape>;
export type ConferenceRecordingResource = z.infer<typeof conferenceRecordingShape>;
export type QueueResource = z.infer<typeof queueShape>;
export type MemberResource = z.infer<typeof memberShape>;
