/** A zone of the IANA database, by the name this runtime knows it by. */
export function isTimeZone(name: string): boolean {
  // Offsets such as "+03:00" are zones to Intl, but know nothing of clocks going forward.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
