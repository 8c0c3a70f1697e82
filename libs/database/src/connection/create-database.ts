import pg from 'pg';

const OWNER = 'ringbase_owner';

/**
 * On a cluster of our own: creates the owner's role and his database `name` where they are missing, and returns the
 * owner's URL, with which `migrate` and the services sign in. He bypasses row-level security, as migrations and
 * restores must see every row; services act in the narrow roles (`makeDatabase`), which do not.
 */
export async function ensureDatabase(superuserUrl: string, name: string): Promise<string> {
  const ownerUrl = ownersUrl(superuserUrl, name);
  const password = decodeURIComponent(new URL(superuserUrl).password);
  await asSuperuser(superuserUrl, async (client) => {
    const { rowCount: owners } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [OWNER]);
    if (!owners) await client.query(`CREATE ROLE ${OWNER} LOGIN CREATEROLE BYPASSRLS`);
    await client.query(`ALTER ROLE ${OWNER} PASSWORD ${client.escapeLiteral(password)}`);
    // Roles belong to the cluster: another database's migration may have made them as somebody else.
    const { rows } = await client.query<{ rolname: string }>(
      "SELECT rolname FROM pg_roles WHERE rolname LIKE 'ringbase\\_%' AND rolname <> $1",
      [OWNER],
    );
    for (const { rolname } of rows) await client.query(`GRANT ${client.escapeIdentifier(rolname)} TO ${OWNER} WITH ADMIN OPTION`);
    const { rowCount: databases } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!databases) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} OWNER ${OWNER}`);
  });
  return ownerUrl;
}

/** Copies the database `template`, to which nobody may be connected; returns the owner's URL of the copy. */
export async function copyDatabase(superuserUrl: string, template: string, name: string): Promise<string> {
  await asSuperuser(superuserUrl, (client) =>
    client.query(`CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE ${client.escapeIdentifier(template)} OWNER ${OWNER}`),
  );
  return ownersUrl(superuserUrl, name);
}

/** Removes a database, cutting off whoever is connected to it. */
export async function dropDatabase(superuserUrl: string, name: string): Promise<void> {
  await asSuperuser(superuserUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`));
}

/**
 * Makes the database `template` unless it is there: `fill` gets the owner's URL of an unfinished one, which takes its
 * name only when it is complete. Whoever comes at the same time waits.
 */
export async function ensureTemplate(superuserUrl: string, template: string, fill: (ownerUrl: string) => Promise<void>): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    const unfinished = `${template}_unfinished`;
    await dropDatabase(superuserUrl, unfinished);
    await fill(await ensureDatabase(superuserUrl, unfinished));
    await client.query(`ALTER DATABASE ${client.escapeIdentifier(unfinished)} RENAME TO ${client.escapeIdentifier(template)}`);
  });
}

function ownersUrl(superuserUrl: string, name: string): string {
  const url = new URL(superuserUrl);
  url.username = OWNER;
  url.pathname = `/${name}`;
  return url.href;
}

/** One connection for the length of `use`; the locks it took end with it. */
async function asSuperuser(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'ringbase-setup' });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
