/** Hands a JSON value to the browser as a file. */
export function saveFile(name: string, value: unknown): void {
  saveText(name, `${JSON.stringify(value, null, 2)}\n`);
}

/** The same for a text, which need not be JSON yet. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** The script in a file: by itself, or as a version holds it. */
export function scriptOfFile(text: string): unknown {
  const value = JSON.parse(text) as unknown;
  return typeof value === 'object' && value !== null && 'script' in value ? value.script : value;
}
