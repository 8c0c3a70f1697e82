import type { ApplicationStatus } from '@ringbase/domain';

/**
 * The colour of a status by its family: open runs from blue to green, won is green, refused from grey to red. Only the
 * mark is coloured, the word keeps the colour of text, so contrast never depends on it.
 */
export const statusColour: Readonly<Record<ApplicationStatus, string>> = {
  new: '#2f7de1',
  'collecting-information': '#2b8fd6',
  'offer-sent': '#1f9cc4',
  interested: '#16a3ab',
  'contract-in-approval': '#14a394',
  'contract-signed': '#17a27c',
  'contract-paid': '#1fa064',
  'in-progress': '#34a04f',
  completed: '#1f8f3f',
  'cancelled-will-call-back': '#8592a1',
  'refused-no-money': '#9a8a8a',
  'refused-too-expensive': '#b0736b',
  'refused-come-by-themselves': '#bf5f55',
  'rejected-not-needed': '#c9443a',
};
