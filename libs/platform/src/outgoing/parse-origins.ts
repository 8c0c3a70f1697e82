/** Origins that the house may ask, as an operator lists them: `https://crm.example.com`, or `http://127.0.0.1:8080` for this machine alone. Null: one of them is none. */
export function parseOrigins(list: readonly string[]): readonly string[] | null {
  const origins = list.map(parseOrigin);
  return origins.every((origin) => origin !== null) ? origins : null;
}

function parseOrigin(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.href !== `${url.origin}/`) return null;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)) ? url.origin : null;
}

/** Whether a URL's host is this machine by its very name. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
