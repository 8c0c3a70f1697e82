import { makeDefineRoute, type Storage } from '@ringbase/platform';
import type { HouseContext } from '@ringbase/use-cases';

/** What the PBX's door is given by the process that it is in. */
export type PbxContext = HouseContext & {
  readonly publicUrl: string;
  readonly defaultRegion: string;
  /** Where recordings lie. */
  readonly storage: Storage;
  /** The words about one call follow each other. */
  readonly inTurn: <T>(callId: string, work: () => Promise<T>) => Promise<T>;
};

/** Defines a route of the PBX's door: whoever has a live key may use each. */
export const defineRoute = makeDefineRoute<{ ctx: PbxContext; anyone: PbxContext; capability: never }>();
