import { intOf, type Listening, methodOf, resolveUrl } from '../calls/running.js';
import { type ConferenceSettings, conferenceEvents, type Manner, type Music } from '../conferences/conference.js';
import { type Element, textOf } from '../twiml/parse-twiml.js';
import { recordingCallbackOf } from './recording-attributes.js';

export interface ConferencePlan {
  friendlyName: string;
  manner: Manner;
  settings: ConferenceSettings;
}

/** Music an attribute names: none asked for, none wanted, or an address. https://www.twilio.com/docs/voice/twiml/conference#attributes-waiturl */
export function musicOf(running: Pick<Listening, 'documentUrl'>, noun: Element, url: string, method: string): Music {
  const address = noun.attributes[url];
  if (address === undefined) return { kind: 'default' };
  return address === '' ? { kind: 'silence' } : { kind: 'url', url: resolveUrl(running, address), method: methodOf(noun, method) };
}

function settingsOf(running: Listening, noun: Element): ConferenceSettings {
  const { statusCallback, statusCallbackEvent, record, region } = noun.attributes;
  const words = (statusCallbackEvent ?? '').split(/\s+/);
  return {
    maxParticipants: intOf(noun, 'maxParticipants', 250),
    region: region ?? 'us1',
    callback:
      statusCallback === undefined
        ? null
        : {
            url: resolveUrl(running, statusCallback),
            method: methodOf(noun, 'statusCallbackMethod'),
            events: conferenceEvents.filter((event) => words.includes(event)),
          },
    record: record === 'record-from-start' ? { callback: recordingCallbackOf(running, noun) } : null,
  };
}

/** Reads a Conference. https://www.twilio.com/docs/voice/twiml/conference#attributes */
export function planConference(running: Listening, noun: Element): ConferencePlan {
  const { attributes } = noun;
  const beep = attributes.beep ?? 'true';
  return {
    friendlyName: textOf(noun).trim(),
    manner: {
      label: attributes.participantLabel ?? null,
      muted: attributes.muted === 'true',
      startOnEnter: attributes.startConferenceOnEnter !== 'false',
      endOnExit: attributes.endConferenceOnExit === 'true',
      beepOnEnter: beep === 'true' || beep === 'onEnter',
      beepOnExit: beep === 'true' || beep === 'onExit',
      coached: attributes.coach ?? null,
      wait: musicOf(running, noun, 'waitUrl', 'waitMethod'),
    },
    settings: settingsOf(running, noun),
  };
}
