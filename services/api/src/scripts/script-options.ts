import type { ScriptOptions } from '@ringbase/use-cases';
import { readDialConfig } from '../dialling/config.js';
import { readScriptsConfig } from './config.js';

/** What the operator allows scripts to do: they dial by the same rules as people. */
export const scriptOptions: ScriptOptions = {
  allowedCountries: readDialConfig().DIAL_COUNTRIES ?? [],
  httpOrigins: readScriptsConfig().SCRIPT_HTTP_ORIGINS,
};
