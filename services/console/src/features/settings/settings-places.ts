import {
  IconBuilding,
  IconCalendarTime,
  IconChecks,
  IconKey,
  IconMusic,
  IconPhoneCheck,
  IconSitemap,
  IconUsers,
} from '@tabler/icons-react';

/** The pages of the settings, in the order in which a department is set up; `may`: who is shown them, beside whoever leads a department. */
export const settingsPlaces = [
  { to: '/settings/department', key: 'department', Icon: IconBuilding },
  { to: '/settings/dispositions', key: 'dispositions', Icon: IconChecks },
  { to: '/settings/callback-rules', key: 'callbackRules', Icon: IconPhoneCheck },
  { to: '/settings/sounds', key: 'sounds', Icon: IconMusic },
  { to: '/settings/people', key: 'people', Icon: IconUsers },
  { to: '/settings/pbx-keys', key: 'pbxKeys', Icon: IconKey, may: 'pbx-key:manage' },
] as const;

/** Pages of their own that settle how a department answers. */
export const neighbourPlaces = [
  { to: '/call-script', key: 'callScript', Icon: IconSitemap },
  { to: '/hours', key: 'hours', Icon: IconCalendarTime },
] as const;
