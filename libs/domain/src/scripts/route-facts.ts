import type { ApplicationStatus } from '../applications/application-status.js';
import type { SpokenLanguage } from '../calls/call-instruction.js';
import type { DepartmentOpen } from '../hours/decide-open.js';
import type { WorkingHours } from '../hours/working-hours.js';
import type { Device } from '../people/device.js';
import type { PresenceStatus } from '../presence/presence-status.js';
import type { QueueFacts } from '../queue/queue-facts.js';

/** A person as routing sees him at this moment. */
export type RoutePerson = {
  id: string;
  name: string;
  dismissed: boolean;
  seesNumbers: boolean;
  presence: PresenceStatus;
  /** When what he chose ends by itself; null or left out: when he ends it. */
  backAt?: Date | null;
  /** His telephones with whether each could ring now; a mobile's is whether he has one. */
  devices: readonly (Device & { routable: boolean })[];
  assistantId: string | null;
  /** Of an assistant. */
  superiorId?: string | null;
  /** When he last talked on the telephone, how often today by the department's clock, and when he was last rung alone. */
  lastTalkAt: Date | null;
  talksToday: number;
  lastRungAt: Date | null;
};

/** An application that the caller may mean. */
export type Candidate = {
  applicationId: string;
  number: number;
  status: ApplicationStatus;
  clientId: string;
  clientName: string;
  phoneId: string;
  departmentId: string;
  ownerId: string | null;
  touchedAt: Date;
  /** Chosen for this number by a manager earlier. */
  remembered: boolean;
};

/** A client that the number belongs to. */
export type CallerClient = { clientId: string; clientName: string; phoneId: string; ownerId: string | null };

export type RouteDepartment = {
  id: string;
  name: string;
  language: SpokenLanguage;
  recordingAnnouncement: string | null;
  wrapUpSeconds: number;
  /** An uploaded sound that callers hear while they wait or are held; null or left out: the music that ships. */
  holdSoundId?: string | null | undefined;
  /** Curators, in order: the first one owns what nobody else does. */
  curatorIds: readonly string[];
  /** The ring group, in order. */
  ringGroup: readonly string[];
  timeZone: string;
  /** By the clock of its time zone; null: it is always open. */
  hours: Omit<WorkingHours, 'timeZone'> | null;
};

/** Everything a routing decision rests on, read in one statement. */
export type RouteFacts = {
  department: RouteDepartment | null;
  did: string | null;
  people: Readonly<Record<string, RoutePerson>>;
  candidates: readonly Candidate[];
  clients: readonly CallerClient[];
  /** Null: withheld, or no number at all. */
  callerE164: string | null;
  /** Of a script with a queue; left out where there is none. */
  queue?: QueueFacts | undefined;
  /** As it was recorded; left out, the department's hours tell. */
  open?: DepartmentOpen | undefined;
};
