CREATE TABLE "application_changes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"actor_id" uuid,
	"field" text NOT NULL,
	"from_value" text,
	"to_value" text,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application_types" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"colour" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "applications_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1001 CACHE 1),
	"title" text NOT NULL,
	"client_id" uuid NOT NULL,
	"contact_id" uuid,
	"department_id" uuid NOT NULL,
	"owner_id" uuid,
	"status" text DEFAULT 'new' NOT NULL,
	"type_id" uuid,
	"important" boolean DEFAULT false NOT NULL,
	"amount_minor" bigint,
	"paid_minor" bigint,
	"currency" text,
	"source" text,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"touched_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "applications_number_key" UNIQUE("number"),
	CONSTRAINT "applications_status_check" CHECK ("status" in ('new', 'collecting-information', 'offer-sent', 'interested', 'contract-in-approval', 'contract-signed', 'contract-paid', 'in-progress', 'completed', 'cancelled-will-call-back', 'refused-no-money', 'refused-too-expensive', 'refused-come-by-themselves', 'rejected-not-needed'))
);
--> statement-breakpoint
CREATE TABLE "call_grants" (
	"person_id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	CONSTRAINT "call_grants_person_id_application_id_call_id_pk" PRIMARY KEY("person_id","application_id","call_id")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remembered_choices" (
	"e164" text PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"chosen_by" uuid NOT NULL,
	"chosen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "callbacks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"owner_id" uuid,
	"department_id" uuid,
	"client_id" uuid,
	"application_id" uuid,
	"call_id" uuid,
	"phone_id" uuid,
	"caller_e164" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"note" text,
	"created_by" uuid,
	"fired_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"closed_by" uuid,
	"kept_by_call_id" uuid,
	"missed_calls" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "callbacks_origin_check" CHECK ("origin" in ('reminder', 'missed-call', 'voicemail')),
	CONSTRAINT "callbacks_state_check" CHECK ("state" in ('open', 'kept', 'dismissed'))
);
--> statement-breakpoint
CREATE TABLE "call_events" (
	"call_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_events_call_id_number_pk" PRIMARY KEY("call_id","number"),
	CONSTRAINT "call_events_key" UNIQUE("call_id","key")
);
--> statement-breakpoint
CREATE TABLE "call_signals" (
	"key" text PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"answer" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"provider_call_id" text NOT NULL,
	"direction" text NOT NULL,
	"state" text NOT NULL,
	"outcome" text,
	"caller_raw" text NOT NULL,
	"caller_e164" text,
	"dialled" text NOT NULL,
	"department_id" uuid,
	"script_id" uuid,
	"client_id" uuid,
	"phone_id" uuid,
	"application_id" uuid,
	"intended_person_id" uuid,
	"answered_by_person_id" uuid,
	"intent_id" uuid,
	"route_state" jsonb,
	"started_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"ring_seconds" real,
	"talk_seconds" real,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calls_provider_key" UNIQUE("provider","provider_call_id"),
	CONSTRAINT "calls_intent_key" UNIQUE("intent_id"),
	CONSTRAINT "calls_direction_check" CHECK ("direction" in ('inbound', 'outbound')),
	CONSTRAINT "calls_state_check" CHECK ("state" in ('ringing', 'connected', 'ended')),
	CONSTRAINT "calls_outcome_check" CHECK ("outcome" in ('failed', 'missed', 'voicemail', 'answered'))
);
--> statement-breakpoint
CREATE TABLE "dial_intents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"phone_id" uuid NOT NULL,
	"client_id" uuid NOT NULL,
	"application_id" uuid,
	"callback_id" uuid,
	"state" text NOT NULL,
	"reason" text,
	"device_address" text,
	"caller_id" text,
	"provider_call_id" text,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dial_intents_key" UNIQUE("person_id","key"),
	CONSTRAINT "dial_intents_state_check" CHECK ("state" in ('waiting', 'dialling', 'dialled', 'failed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "dial_pace" (
	"provider" text PRIMARY KEY NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"provider_call_id" text NOT NULL,
	"role" text NOT NULL,
	"person_id" uuid,
	"device_id" uuid,
	"device_kind" text,
	"address" text NOT NULL,
	"step" integer,
	"state" text NOT NULL,
	"outcome" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "legs_provider_key" UNIQUE("provider","provider_call_id"),
	CONSTRAINT "legs_role_check" CHECK ("role" in ('caller', 'client', 'manager')),
	CONSTRAINT "legs_state_check" CHECK ("state" in ('initiated', 'ringing', 'answered', 'ended')),
	CONSTRAINT "legs_outcome_check" CHECK ("outcome" in ('connected', 'answered-elsewhere', 'no-answer', 'busy', 'failed', 'cancelled', 'not-accepted'))
);
--> statement-breakpoint
CREATE TABLE "listens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recording_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offers" (
	"call_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"offered_at" timestamp (3) with time zone NOT NULL,
	"over_at" timestamp (3) with time zone,
	"claimed_tab" text,
	"claimed_until" timestamp (3) with time zone,
	"connected_at" timestamp (3) with time zone,
	CONSTRAINT "offers_call_id_step_person_id_pk" PRIMARY KEY("call_id","step","person_id")
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"call_id" uuid NOT NULL,
	"client_id" uuid,
	"application_id" uuid,
	"kind" text NOT NULL,
	"step" integer,
	"provider" text NOT NULL,
	"provider_recording_id" text,
	"state" text NOT NULL,
	"failure" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"channels" integer,
	"duration_seconds" real,
	"storage_key" text,
	"bytes" integer,
	"sha256" text,
	"peaks" jsonb,
	"started_at" timestamp (3) with time zone NOT NULL,
	"attached_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recordings_provider_key" UNIQUE("provider","provider_recording_id"),
	CONSTRAINT "recordings_kind_check" CHECK ("kind" in ('conversation', 'voicemail')),
	CONSTRAINT "recordings_state_check" CHECK ("state" in ('expected', 'in-progress', 'stored', 'attached', 'absent', 'failed', 'erased')),
	CONSTRAINT "recordings_failure_check" CHECK ("failure" in ('not-found', 'unauthorised', 'provider-error', 'not-sound', 'wrong-length', 'too-large', 'storage', 'timeout'))
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"owner_id" uuid,
	"email" text,
	"city" text,
	"last_contact_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clients_kind_check" CHECK ("kind" in ('person', 'organisation'))
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"name" text NOT NULL,
	"post" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "phones" (
	"id" uuid PRIMARY KEY NOT NULL,
	"client_id" uuid NOT NULL,
	"contact_id" uuid,
	"kind" text DEFAULT 'other' NOT NULL,
	"raw" text NOT NULL,
	"e164" text,
	"extension" text,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "phones_kind_check" CHECK ("kind" in ('mobile', 'work', 'home', 'fax', 'other'))
);
--> statement-breakpoint
CREATE TABLE "call_scripts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"graph" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_scripts_version_key" UNIQUE("department_id","number")
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"region" text NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"recording_announcement" text,
	"wrap_up_seconds" integer DEFAULT 30 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dids" (
	"id" uuid PRIMARY KEY NOT NULL,
	"e164" text NOT NULL,
	"department_id" uuid NOT NULL,
	"label" text NOT NULL,
	"country" text NOT NULL,
	CONSTRAINT "dids_e164_key" UNIQUE("e164")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_id" uuid,
	"act" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_ids" uuid[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "news_versions" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"body" jsonb NOT NULL,
	"audience" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliation_differences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"provider_id" text NOT NULL,
	"call_id" uuid,
	"repaired" boolean NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"requested_by" uuid,
	"calls_seen" integer DEFAULT 0 NOT NULL,
	"recordings_seen" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "department_members" (
	"department_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"in_ring_group" boolean DEFAULT true NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "department_members_department_id_person_id_pk" PRIMARY KEY("department_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "devices_address_key" UNIQUE("kind","address"),
	CONSTRAINT "devices_kind_check" CHECK ("kind" in ('browser', 'sip', 'mobile'))
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"role" text NOT NULL,
	"superior_id" uuid,
	"locale" text DEFAULT 'en' NOT NULL,
	"time_zone" text NOT NULL,
	"extension" text,
	"sees_numbers" boolean DEFAULT true NOT NULL,
	"dismissed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_email_key" UNIQUE("email"),
	CONSTRAINT "people_role_check" CHECK ("role" in ('director', 'curator', 'manager', 'assistant'))
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"chosen_status" text DEFAULT 'available' NOT NULL,
	"chosen_reason" text,
	"chosen_until" timestamp (3) with time zone,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	"on_call_id" uuid,
	"on_call_since" timestamp (3) with time zone,
	"wrap_up_until" timestamp (3) with time zone,
	CONSTRAINT "presence_chosen_status_check" CHECK ("chosen_status" in ('available', 'busy', 'break', 'away', 'offline'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tabs" (
	"person_id" uuid NOT NULL,
	"tab" text NOT NULL,
	"softphone" boolean NOT NULL,
	"active_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tabs_person_id_tab_pk" PRIMARY KEY("person_id","tab")
);
--> statement-breakpoint
ALTER TABLE "application_changes" ADD CONSTRAINT "application_changes_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_changes" ADD CONSTRAINT "application_changes_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_type_id_application_types_id_fk" FOREIGN KEY ("type_id") REFERENCES "public"."application_types"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_grants" ADD CONSTRAINT "call_grants_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_grants" ADD CONSTRAINT "call_grants_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remembered_choices" ADD CONSTRAINT "remembered_choices_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remembered_choices" ADD CONSTRAINT "remembered_choices_chosen_by_people_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_phone_id_phones_id_fk" FOREIGN KEY ("phone_id") REFERENCES "public"."phones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_closed_by_people_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_kept_by_call_id_calls_id_fk" FOREIGN KEY ("kept_by_call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_events" ADD CONSTRAINT "call_events_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_script_id_call_scripts_id_fk" FOREIGN KEY ("script_id") REFERENCES "public"."call_scripts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_phone_id_phones_id_fk" FOREIGN KEY ("phone_id") REFERENCES "public"."phones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_intended_person_id_people_id_fk" FOREIGN KEY ("intended_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_answered_by_person_id_people_id_fk" FOREIGN KEY ("answered_by_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dial_intents" ADD CONSTRAINT "dial_intents_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dial_intents" ADD CONSTRAINT "dial_intents_phone_id_phones_id_fk" FOREIGN KEY ("phone_id") REFERENCES "public"."phones"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dial_intents" ADD CONSTRAINT "dial_intents_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dial_intents" ADD CONSTRAINT "dial_intents_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legs" ADD CONSTRAINT "legs_device_id_devices_id_fk" FOREIGN KEY ("device_id") REFERENCES "public"."devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listens" ADD CONSTRAINT "listens_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listens" ADD CONSTRAINT "listens_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "offers" ADD CONSTRAINT "offers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phones" ADD CONSTRAINT "phones_client_id_clients_id_fk" FOREIGN KEY ("client_id") REFERENCES "public"."clients"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phones" ADD CONSTRAINT "phones_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_scripts" ADD CONSTRAINT "call_scripts_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dids" ADD CONSTRAINT "dids_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "news_versions" ADD CONSTRAINT "news_versions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation_differences" ADD CONSTRAINT "reconciliation_differences_run_id_reconciliations_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."reconciliations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliations" ADD CONSTRAINT "reconciliations_requested_by_people_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_members" ADD CONSTRAINT "department_members_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "department_members" ADD CONSTRAINT "department_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tabs" ADD CONSTRAINT "tabs_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_changes_application_idx" ON "application_changes" USING btree ("application_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "applications_client_idx" ON "applications" USING btree ("client_id","touched_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "applications_owner_idx" ON "applications" USING btree ("owner_id","touched_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "applications_department_idx" ON "applications" USING btree ("department_id","touched_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "applications_touched_idx" ON "applications" USING btree ("touched_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "call_grants_call_idx" ON "call_grants" USING btree ("call_id") WHERE "call_grants"."until" is null;--> statement-breakpoint
CREATE INDEX "comments_application_idx" ON "comments" USING btree ("application_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "callbacks_due_idx" ON "callbacks" USING btree ("due_at") WHERE "callbacks"."state" = 'open' and "callbacks"."fired_at" is null;--> statement-breakpoint
CREATE INDEX "callbacks_owner_idx" ON "callbacks" USING btree ("owner_id","due_at") WHERE "callbacks"."state" = 'open';--> statement-breakpoint
CREATE INDEX "callbacks_application_idx" ON "callbacks" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "callbacks_one_per_client" ON "callbacks" USING btree ("client_id") WHERE "callbacks"."state" = 'open' and "callbacks"."origin" <> 'reminder' and "callbacks"."client_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "callbacks_one_per_number" ON "callbacks" USING btree ("caller_e164") WHERE "callbacks"."state" = 'open' and "callbacks"."origin" <> 'reminder' and "callbacks"."client_id" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "callbacks_one_per_call" ON "callbacks" USING btree ("call_id") WHERE "callbacks"."call_id" is not null;--> statement-breakpoint
CREATE INDEX "calls_application_idx" ON "calls" USING btree ("application_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_client_idx" ON "calls" USING btree ("client_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_department_idx" ON "calls" USING btree ("department_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_started_idx" ON "calls" USING btree ("started_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_answered_by_idx" ON "calls" USING btree ("answered_by_person_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_intended_idx" ON "calls" USING btree ("intended_person_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "calls_open_idx" ON "calls" USING btree ("started_at") WHERE "calls"."state" <> 'ended';--> statement-breakpoint
CREATE INDEX "dial_intents_waiting_idx" ON "dial_intents" USING btree ("requested_at") WHERE "dial_intents"."state" in ('waiting', 'dialling');--> statement-breakpoint
CREATE INDEX "dial_intents_person_idx" ON "dial_intents" USING btree ("person_id","requested_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "legs_call_idx" ON "legs" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "listens_recording_idx" ON "listens" USING btree ("recording_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "offers_ringing_idx" ON "offers" USING btree ("person_id") WHERE "offers"."over_at" is null;--> statement-breakpoint
CREATE INDEX "recordings_call_idx" ON "recordings" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "recordings_due_idx" ON "recordings" USING btree ("next_attempt_at") WHERE "recordings"."next_attempt_at" is not null;--> statement-breakpoint
CREATE INDEX "clients_owner_idx" ON "clients" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "contacts_client_idx" ON "contacts" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "phones_e164_idx" ON "phones" USING btree ("e164");--> statement-breakpoint
CREATE INDEX "phones_client_idx" ON "phones" USING btree ("client_id");--> statement-breakpoint
CREATE INDEX "call_scripts_latest_idx" ON "call_scripts" USING btree ("department_id","number" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_actor_idx" ON "audit" USING btree ("actor_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "outbox_unsent_idx" ON "outbox" USING btree ("id") WHERE "outbox"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "reconciliation_differences_run_idx" ON "reconciliation_differences" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "department_members_person_idx" ON "department_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "devices_person_idx" ON "devices" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "people_superior_idx" ON "people" USING btree ("superior_id");--> statement-breakpoint
CREATE INDEX "sessions_person_idx" ON "sessions" USING btree ("person_id");