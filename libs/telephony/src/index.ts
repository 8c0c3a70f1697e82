export type { Dialect, Refusal, StaticFacts, WebhookForm, WebhookRequest } from './dialect.js';
export { callIdOf, legIdOf } from './ids.js';
export { type PbxEvent, type PbxPhone, parsePbxEvent } from './pbx/parse-pbx-event.js';
export { parsePbxRecording } from './pbx/parse-pbx-recording.js';
export { PBX, parsePbxRoute } from './pbx/parse-pbx-route.js';
export { type PbxInstruction, renderPbxInstructions } from './pbx/render-pbx-instructions.js';
export { type PbxLine, renderPbxError, renderPbxLine } from './pbx/render-pbx-text.js';
export type {
  CreateCall,
  ListFilter,
  OpenedRecording,
  Participant,
  ParticipantChange,
  ProviderCall,
  ProviderConference,
  ProviderQueue,
  ProviderRecording,
  RecordedLive,
  RecordingSource,
  SoftphoneToken,
  Telephony,
} from './telephony-port.js';
export { makeTelnyxRecordings } from './telnyx/open-recording.js';
export { makeTelnyxDialect } from './telnyx/telnyx-dialect.js';
export { parseConference } from './twilio/parse-conference.js';
export { TWILIO, type TwilioRequest } from './twilio/parse-params.js';
export { parseRecording } from './twilio/parse-recording.js';
export { parseStatus } from './twilio/parse-status.js';
export { failedUrlOf, parseInbound, parseStep } from './twilio/parse-voice.js';
export {
  renderFallbackAcceptTwiml,
  renderFallbackScreenTwiml,
  renderFallbackTwiml,
  renderGoodbyeTwiml,
} from './twilio/render-fallback-twiml.js';
export { renderMusic } from './twilio/render-music.js';
export { type RenderContext, renderTwiml } from './twilio/render-twiml.js';
export type { TwilioAccount } from './twilio/twilio-account.js';
export { makeTwilioDialect } from './twilio/twilio-dialect.js';
export { makeTwilioTelephony } from './twilio/twilio-telephony.js';
export {
  buildConferenceUrl,
  buildRecordingUrl,
  buildStatusUrl,
  buildStepUrl,
  type CallStepUrl,
  type DialUrl,
  dialUrlsOf,
  joinUrlsOf,
  musicUrlOf,
  parseStaticStep,
  parseStepUrl,
  type RecordingUrl,
  recordingUrlOf,
  type StaticNext,
  type StatusUrl,
  type StepUrl,
  waitUrlOf,
} from './twilio/urls.js';
export { type SignedRequest, verifySignature } from './twilio/verify-signature.js';
