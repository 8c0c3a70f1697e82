// What the inbound webhook is held against: the least that checks the signature, finds the caller, writes a row and answers.
import express from 'express';
import pg from 'pg';
import twilio from 'twilio';
import { readMinimumConfig } from './config.js';

const config = readMinimumConfig();
const pool = new pg.Pool({ connectionString: config.DATABASE_URL, max: 12 });
const app = express();
app.use(express.urlencoded({ extended: false }));

app.post('/twilio/voice', async (req, res) => {
  const params = req.body as Record<string, string>;
  const url = `${config.PUBLIC_URL}${req.originalUrl}`;
  if (!twilio.validateRequest(config.TWILIO_AUTH_TOKEN, req.get('x-twilio-signature') ?? '', url, params)) {
    res.status(403).end();
    return;
  }
  const found = await pool.query<{ id: string; address: string | null }>({
    name: 'find-owner',
    text: `select a.id, d.address from phones p join applications a on a.client_id = p.client_id
           left join devices d on d.person_id = a.owner_id and d.kind = 'browser' where p.e164 = $1 order by a.touched_at desc limit 1`,
    values: [params['From']],
  });
  const owner = found.rows[0];
  await pool.query({
    name: 'write-call',
    text: 'insert into bench_calls (call_sid, caller, dialled, application_id) values ($1, $2, $3, $4)',
    values: [params['CallSid'], params['From'], params['To'], owner?.id ?? null],
  });
  const answer = new twilio.twiml.VoiceResponse();
  answer.dial({ timeout: 20, answerOnBridge: true }).client(owner?.address ?? 'nobody');
  res.type('text/xml').send(answer.toString());
});

const server = app.listen(config.PORT, '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ event: 'service.ready', port: config.PORT })}\n`);
});
process.on('SIGTERM', () => {
  server.closeAllConnections();
  server.close(() => void pool.end());
});
