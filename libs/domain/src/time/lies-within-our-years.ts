/**
 * Whether a moment lies within the years 1970 to 9998 by UTC. Outside of the years 1 to 9999 its text is none that PostgreSQL reads; the room at either end is for
 * what is reckoned from it.
 */
export function liesWithinOurYears(moment: Date): boolean {
  const year = moment.getUTCFullYear();
  return year >= 1970 && year <= 9998;
}
