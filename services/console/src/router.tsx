import { applicationSorts, applicationStatus } from '@ringbase/contracts';
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { isProblem } from './client/problem.js';
import { queryClient, whenSignedOut } from './client/query-client.js';
import { ApplicationPage } from './features/applications/application-page.js';
import { ApplicationsPage } from './features/applications/applications-page.js';
import { BlockedCallersPage } from './features/blocking/blocked-callers-page.js';
import { CallbacksPage } from './features/callbacks/callbacks-page.js';
import { CallsPage } from './features/calls/calls-page.js';
import { ClientPage } from './features/clients/client-page.js';
import { ClientsPage } from './features/clients/clients-page.js';
import { DeskPage } from './features/desk/desk-page.js';
import { HoursPage } from './features/hours/hours-page.js';
import { ProofsPage } from './features/proofs/proofs-page.js';
import { SignInPage } from './features/session/sign-in-page.js';
import { sessionQuery } from './features/session/use-session.js';
import { CallbackRulesPage } from './features/settings/callback-rules-page.js';
import { DepartmentPage } from './features/settings/department-page.js';
import { DispositionsPage } from './features/settings/dispositions-page.js';
import { PbxKeysPage } from './features/settings/pbx-keys-page.js';
import { PeoplePage } from './features/settings/people-page.js';
import { SettingsFrame } from './features/settings/settings-frame.js';
import { SettingsIndex } from './features/settings/settings-index.js';
import { SoundsPage } from './features/settings/sounds-page.js';
import { Frame } from './frame/frame.js';
import { Nowhere } from './frame/nowhere.js';
import { PageTrouble } from './frame/page-trouble.js';
import { speak } from './languages/i18n.js';

const root = createRootRouteWithContext()({ component: Outlet, notFoundComponent: Nowhere, errorComponent: PageTrouble });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: z.object({ to: z.string().startsWith('/').optional().catch(undefined) }),
  component: SignInPage,
});

/** Lenient: a link with a filter that is no more still opens the list. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  // A call is looked at beside any page: whatever tells of one can lead to it.
  validateSearch: z.object({ call: optional(z.string()) }),
  component: Frame,
  errorComponent: PageTrouble,
  beforeLoad: async ({ location }) => {
    try {
      const { person } = await queryClient.ensureQueryData(sessionQuery);
      await speak(person.locale);
    } catch (error) {
      if (!isProblem(error, 'UNAUTHENTICATED')) throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
    }
  },
});

export const applicationsSearch = z.object({
  q: optional(z.string()),
  status: optional(z.array(applicationStatus)),
  open: optional(z.boolean()),
  important: optional(z.boolean()),
  ownerId: optional(z.string()),
  unassigned: optional(z.boolean()),
  departmentId: optional(z.string()),
  sort: optional(z.enum(applicationSorts)),
  direction: optional(z.enum(['asc', 'desc'])),
  look: optional(z.string()),
});

const desk = createRoute({ getParentRoute: () => frame, path: '/', component: DeskPage });
const applications = createRoute({
  getParentRoute: () => frame,
  path: '/applications',
  validateSearch: applicationsSearch,
  component: ApplicationsPage,
});
const applicationPage = createRoute({ getParentRoute: () => frame, path: '/applications/$id', component: ApplicationPage });
const clients = createRoute({
  getParentRoute: () => frame,
  path: '/clients',
  validateSearch: z.object({ q: optional(z.string()) }),
  component: ClientsPage,
});
const clientPage = createRoute({ getParentRoute: () => frame, path: '/clients/$id', component: ClientPage });
const calls = createRoute({
  getParentRoute: () => frame,
  path: '/calls',
  validateSearch: z.object({
    show: optional(z.enum(['all', 'missed', 'voicemail', 'inbound', 'outbound', 'unassigned', 'blocked'])),
    /** Calls that this block has turned away. */
    block: optional(z.string()),
  }),
  component: CallsPage,
});
const callbacks = createRoute({
  getParentRoute: () => frame,
  path: '/callbacks',
  validateSearch: z.object({ show: optional(z.enum(['due', 'open', 'review', 'kept', 'dismissed'])), all: optional(z.boolean()) }),
  component: CallbacksPage,
});
const blockedCallers = createRoute({
  getParentRoute: () => frame,
  path: '/blocked-callers',
  validateSearch: z.object({ show: optional(z.enum(['live', 'over'])) }),
  component: BlockedCallersPage,
});
const proofs = createRoute({ getParentRoute: () => frame, path: '/proofs', component: ProofsPage });
const callScript = createRoute({
  getParentRoute: () => frame,
  path: '/call-script',
  validateSearch: z.object({
    department: optional(z.string()),
    show: optional(z.enum(['published', 'draft', 'versions', 'replay'])),
    as: optional(z.enum(['chart', 'text'])),
  }),
  // What draws and edits scripts is a program of its own, for the few who open it.
  component: lazyRouteComponent(() => import('./features/scripts/call-script-page.js'), 'CallScriptPage'),
});
const hours = createRoute({
  getParentRoute: () => frame,
  path: '/hours',
  validateSearch: z.object({ department: optional(z.string()) }),
  component: HoursPage,
});

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  validateSearch: z.object({ department: optional(z.string()) }),
  component: SettingsFrame,
});
const settingsPages = [
  createRoute({ getParentRoute: () => settings, path: '/', component: SettingsIndex }),
  createRoute({ getParentRoute: () => settings, path: '/department', component: DepartmentPage }),
  createRoute({ getParentRoute: () => settings, path: '/dispositions', component: DispositionsPage }),
  createRoute({ getParentRoute: () => settings, path: '/callback-rules', component: CallbackRulesPage }),
  createRoute({ getParentRoute: () => settings, path: '/sounds', component: SoundsPage }),
  createRoute({ getParentRoute: () => settings, path: '/people', component: PeoplePage }),
  createRoute({ getParentRoute: () => settings, path: '/pbx-keys', component: PbxKeysPage }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    frame.addChildren([
      desk,
      applications,
      applicationPage,
      clients,
      clientPage,
      calls,
      callbacks,
      blockedCallers,
      proofs,
      callScript,
      hours,
      settings.addChildren(settingsPages),
    ]),
  ]),
  context: {},
  defaultPreload: false,
  scrollRestoration: false,
});

whenSignedOut(() => {
  if (router.state.location.pathname === '/sign-in') return;
  queryClient.clear();
  void router.navigate({ to: '/sign-in', search: { to: router.state.location.href } });
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
