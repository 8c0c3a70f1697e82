import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Express } from 'express';
import { describeApi, PREFIX } from './describe-api.js';

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Ringbase API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="swagger-ui"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>
`;
const start = `SwaggerUIBundle({ url: '${PREFIX}/openapi.json', dom_id: '#swagger-ui', deepLinking: true });\n`;

/** The description of the API, for programs and for people. Everything is served from here: nothing is loaded from elsewhere. */
export function mountDocumentation(app: Express): void {
  const description = JSON.stringify(describeApi());
  app.get(`${PREFIX}/openapi.json`, (_req, res) => {
    res.type('application/json').set('Cache-Control', 'no-cache').send(description);
  });
  app.get('/api/docs', (_req, res) => {
    res.type('html').send(page);
  });
  app.get('/api/docs/start.js', (_req, res) => {
    res.type('js').send(start);
  });
  app.use('/api/docs', express.static(assets, { index: false, redirect: false, fallthrough: true, maxAge: '1d' }));
}
