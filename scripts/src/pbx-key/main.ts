import { text } from '@ringbase/contracts';
import { makeIds } from '@ringbase/platform';
import { addPbxKeyByCommand } from '@ringbase/use-cases';
import { migrateAll } from '../migrate/migrate-all.js';
import { runOnDatabase } from '../start/run-on-database.js';

const USAGE = `npm run pbx-key -- "Asterisk in Sofia"

Makes a key by which a telephone exchange (PBX) of this name is let in at /pbx/v1, on DATABASE_URL or the embedded database, whether Ringbase runs or not.
The key is shown this once. Several may be live at once; a director lists and revokes them at /api/v1/pbx-keys.
`;

const [name, ...more] = process.argv.slice(2);
const parsed = text(100).safeParse(name);
if (name === '--help') process.stdout.write(USAGE);
else if (!parsed.success || more.length > 0) {
  process.stderr.write(USAGE);
  process.exitCode = 1;
} else {
  await runOnDatabase(async (databaseUrl) => {
    await migrateAll(databaseUrl);
    const clock = () => new Date();
    const key = await addPbxKeyByCommand({ clock, ids: makeIds(clock), databaseUrl }, { name: parsed.data });
    process.stdout.write(`${key}\nIt is shown this once: send it as "Authorization: Bearer …".\n`);
  });
}
