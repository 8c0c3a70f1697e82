import { type Column, eq, ne, type SQL } from 'drizzle-orm';

/** One provider, or all others. */
export type ProviderChoice = { only: string } | { otherThan: string };

export const chosenProvider = (column: Column, of: ProviderChoice): SQL => ('only' in of ? eq(column, of.only) : ne(column, of.otherThan));
