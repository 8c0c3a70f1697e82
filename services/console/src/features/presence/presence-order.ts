import { person } from '@ringbase/contracts';

/** All states in the order of the house: available first, offline last. */
export const presenceStatuses = person.shape.presence.shape.status.options;
