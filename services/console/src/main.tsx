import './zod-without-eval.js';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import 'dayjs/locale/bg';
import 'dayjs/locale/ru';
import './look/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { startLanguages } from './languages/i18n.js';
import { nameTab } from './tabs/tab-name.js';

await Promise.all([startLanguages(), nameTab()]);

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
