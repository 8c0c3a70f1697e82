import type { AnyRoute } from '@ringbase/platform';
import { applicationRoutes } from './applications/application-routes.js';
import { blockingRoutes } from './blocking/blocking-routes.js';
import { callbackRoutes } from './callbacks/callback-routes.js';
import { callRoutes } from './calls/call-routes.js';
import { controlRoutes } from './calls/control-routes.js';
import { clientRoutes } from './clients/client-routes.js';
import { departmentRoutes } from './departments/department-routes.js';
import { dialRoutes } from './dialling/dial-routes.js';
import { hoursRoutes } from './hours/hours-routes.js';
import { pbxKeyRoutes } from './pbx/pbx-key-routes.js';
import { peopleRoutes } from './people/people-routes.js';
import { presenceRoutes } from './presence/presence-routes.js';
import { reconciliationRoutes } from './reconciliation/reconciliation-routes.js';
import { recordingRoutes } from './recordings/recording-routes.js';
import { noticeRoutes } from './scripts/notice-routes.js';
import { scriptRoutes } from './scripts/script-routes.js';
import { soundRoutes } from './scripts/sound-routes.js';
import { trialRoutes } from './scripts/trial-routes.js';
import { sessionRoutes } from './sessions/session-routes.js';

/** Every route of the REST API: the router, the OpenAPI document and the authorisation tests are made of it. */
export const routes: readonly AnyRoute[] = [
  ...sessionRoutes,
  ...applicationRoutes,
  ...clientRoutes,
  ...peopleRoutes,
  ...departmentRoutes,
  ...callRoutes,
  ...controlRoutes,
  ...presenceRoutes,
  ...callbackRoutes,
  ...recordingRoutes,
  ...dialRoutes,
  ...reconciliationRoutes,
  ...scriptRoutes,
  ...trialRoutes,
  ...hoursRoutes,
  ...blockingRoutes,
  ...soundRoutes,
  ...noticeRoutes,
  ...pbxKeyRoutes,
];
