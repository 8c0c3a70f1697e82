/** The fourteen statuses (PRODUCT.md B2), in the order of the funnel as it is shown. */
export const applicationStatuses = [
  'new',
  'collecting-information',
  'offer-sent',
  'interested',
  'contract-in-approval',
  'contract-signed',
  'contract-paid',
  'in-progress',
  'completed',
  'cancelled-will-call-back',
  'refused-no-money',
  'refused-too-expensive',
  'refused-come-by-themselves',
  'rejected-not-needed',
] as const;
export type ApplicationStatus = (typeof applicationStatuses)[number];

export type StatusFamily = 'open' | 'won' | 'refused';

const families: Readonly<Record<ApplicationStatus, StatusFamily>> = {
  new: 'open',
  'collecting-information': 'open',
  'offer-sent': 'open',
  interested: 'open',
  'contract-in-approval': 'open',
  'contract-signed': 'open',
  'contract-paid': 'open',
  'in-progress': 'open',
  completed: 'won',
  'cancelled-will-call-back': 'refused',
  'refused-no-money': 'refused',
  'refused-too-expensive': 'refused',
  'refused-come-by-themselves': 'refused',
  'rejected-not-needed': 'refused',
};

export function statusFamily(status: ApplicationStatus): StatusFamily {
  return families[status];
}

/** *Open* by default: *new* to *in progress*, and *cancelled (will call back)*. An open application gives its owner to a caller. */
export const openApplicationStatuses: readonly ApplicationStatus[] = applicationStatuses.filter(
  (status) => families[status] === 'open' || status === 'cancelled-will-call-back',
);

export function isOpenStatus(status: ApplicationStatus): boolean {
  return openApplicationStatuses.includes(status);
}
