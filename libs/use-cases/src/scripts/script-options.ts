/** What the operator allows scripts to do. */
export type ScriptOptions = {
  /** ISO 3166 countries that a script may send calls to besides those of the company's own numbers. */
  allowedCountries: readonly string[];
  /** Whom a script may ask: `https://crm.example`. */
  httpOrigins: readonly string[];
};
