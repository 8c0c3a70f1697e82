export const roles = ['director', 'curator', 'manager', 'assistant'] as const;
export type Role = (typeof roles)[number];

/** What an act needs; a route names one, `roleMay` answers. Which rows it then reaches is the database's matter. */
export const capabilities = [
  'session:read',
  'person:read',
  'person:lead',
  'presence:read',
  'presence:write',
  'department:read',
  'department:write',
  'disposition:write',
  'application:read',
  'application:write',
  'application:assign',
  'client:read',
  'client:write',
  'call:read',
  'call:answer',
  'call:dial',
  'recording:read',
  'recording:retry',
  'callback:read',
  'callback:write',
  'blocking:read',
  'blocking:write',
  'blocking:configure',
  'callback:rules',
  'reconciliation:run',
  'reconciliation:read',
  'sound:write',
  'script:read',
  'script:write',
  'pbx-key:manage',
] as const;
export type Capability = (typeof capabilities)[number];

const everybody: readonly Capability[] = [
  'session:read',
  'person:read',
  'presence:read',
  'presence:write',
  'department:read',
  'application:read',
  'application:write',
  'client:read',
  'client:write',
  'call:read',
  'call:answer',
  'call:dial',
  'recording:read',
  'callback:read',
  'callback:write',
  'script:read',
];

const byRole: Readonly<Record<Role, ReadonlySet<Capability>>> = {
  director: new Set(capabilities),
  curator: new Set([
    ...everybody,
    'person:lead',
    'department:write',
    'disposition:write',
    'application:assign',
    'recording:retry',
    'callback:rules',
    'reconciliation:read',
    'blocking:read',
    'blocking:write',
    'sound:write',
    'script:write',
  ]),
  manager: new Set(everybody),
  assistant: new Set(everybody),
};

export function roleMay(role: Role, capability: Capability): boolean {
  return byRole[role].has(capability);
}

export function capabilitiesOf(role: Role): readonly Capability[] {
  return capabilities.filter((capability) => byRole[role].has(capability));
}
