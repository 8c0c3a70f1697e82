import { makeIds } from '@ringbase/platform';
import { setUpDepartment } from '@ringbase/use-cases';
import { migrateAll } from '../migrate/migrate-all.js';
import { explainFailure } from '../start/explain-failure.js';
import { runOnDatabase } from '../start/run-on-database.js';
import { describeSetUp } from './describe-set-up.js';
import { parseCompany } from './parse-company.js';

const USAGE = `npm run company -- --department "Sales" --number +35924000001 --time-zone Europe/Sofia --language bg
                   --director "Name <mail@company.example>" [--curator "…"] [--manager "Name <mail@company.example> sip:…,+359…"]

Adds a department, the number that reaches it and its people, on DATABASE_URL or the embedded database, whether Ringbase runs or not.
What is there already stays as it is: a department is known by its name, a person by his mail address. Repeat the command for more.

  --department   its name
  --number       with its country; another number of the same department is added to it
  --time-zone    by its name in the IANA database
  --language     what callers hear: en, ru or bg
  --extension    the department's own at your PBX, if you have one; a department that has one keeps it
  --director     sees everything; the first person must be one
  --curator      answers for the department
  --manager      has clients and answers their calls
                 Each may be given several times. Telephones follow the address: mobile numbers and SIP addresses, with commas between.
`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function readArguments() {
  try {
    return parseCompany(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${explainFailure(error, '')}\nnpm run company -- --help tells more.\n`);
    process.exit(1);
  }
}

const asked = readArguments();
if (asked === 'help') process.stdout.write(USAGE);
else {
  await runOnDatabase(async (databaseUrl) => {
    await migrateAll(databaseUrl);
    const clock = () => new Date();
    describeSetUp(asked, await setUpDepartment({ clock, ids: makeIds(clock), databaseUrl }, asked)).forEach(say);
  });
}
