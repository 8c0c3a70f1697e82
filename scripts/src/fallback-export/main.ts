import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { listStaticDepartments, makeDatabase } from '@ringbase/database';
import { spokenLanguages } from '@ringbase/domain';
import { renderFallbackAcceptTwiml, renderFallbackScreenTwiml, renderFallbackTwiml, renderGoodbyeTwiml } from '@ringbase/telephony';
import { ROOT } from '../start/config.js';
import { runOnDatabase } from '../start/run-on-database.js';

const USAGE = `npm run fallback:export -- --url https://static.example/ringbase [--directory fallback]

Writes each number's answer as plain TwiML, to be hosted away from Ringbase and named as the number's fallback URL at the phone company.
`;

const { values } = parseArgs({
  options: { url: { type: 'string' }, directory: { type: 'string', default: 'fallback' }, help: { type: 'boolean', default: false } },
});
if (values.help || values.url === undefined || !URL.canParse(values.url)) {
  process.stdout.write(USAGE);
  process.exitCode = values.help ? 0 : 1;
} else {
  const base = values.url.replace(/\/+$/, '');
  const directory = resolve(ROOT, values.directory);
  await runOnDatabase(async (url) => {
    const database = makeDatabase({
      url,
      role: 'routing',
      max: 1,
      statementTimeoutMs: 10_000,
      connectTimeoutMs: 5_000,
      onIdleError: () => undefined,
    });
    try {
      await mkdir(directory, { recursive: true });
      await writeFile(join(directory, 'accept.xml'), renderFallbackAcceptTwiml());
      for (const language of spokenLanguages) {
        await writeFile(join(directory, `goodbye-${language}.xml`), renderGoodbyeTwiml(language));
        await writeFile(join(directory, `screen-${language}.xml`), renderFallbackScreenTwiml(language, `${base}/accept.xml`));
      }
      for (const department of await listStaticDepartments(database)) {
        const { language } = department;
        const twiml = renderFallbackTwiml(department, {
          goodbye: `${base}/goodbye-${language}.xml`,
          screen: `${base}/screen-${language}.xml`,
        });
        for (const number of department.numbers) {
          const name = `${number.replace('+', '')}.xml`;
          await writeFile(join(directory, name), twiml);
          process.stdout.write(`${number}  ${base}/${name}\n`);
        }
      }
    } finally {
      await database.close();
    }
    process.stdout.write(`Written to ${directory}. Host these files and set each as its number's fallback URL.\n`);
  });
}
