import { config } from 'zod';

// Compiling schemas needs `new Function`, which the content security policy forbids. Imported before every schema.
config({ jitless: true });
