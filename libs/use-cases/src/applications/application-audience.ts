import { type Audience, listCircle, type Tx } from '@ringbase/database';

/** Who is told of a change to an application: its owners, those before and now, whoever shares their work, and its department's curators. */
export async function applicationAudience(tx: Tx, departmentId: string, owners: readonly (string | null)[]): Promise<Audience> {
  return {
    people: await listCircle(
      tx,
      owners.filter((owner) => owner !== null),
    ),
    departments: [departmentId],
  };
}
