/** Milliseconds: a party that was gone so long before another came has not met it. The provider's moments are whole seconds, and ours are of another clock. */
export const GONE_BEFORE = 2_000;
