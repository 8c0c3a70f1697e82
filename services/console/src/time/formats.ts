/** Making a formatter costs more than a hundred uses of it, and a list shows hundreds of moments: each is made once. */
const dates = new Map<string, Intl.DateTimeFormat>();
const distances = new Map<string, Intl.RelativeTimeFormat>();

export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = dates.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, options);
    dates.set(key, format);
  }
  return format;
}

export function distanceFormat(locale: string, options: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat {
  const key = locale + JSON.stringify(options);
  let format = distances.get(key);
  if (!format) {
    format = new Intl.RelativeTimeFormat(locale, options);
    distances.set(key, format);
  }
  return format;
}
