/** What a dialplan that cannot read JSON is told. */
export type PbxLine = { application: string; extension: string; mobile: string; department: string; url: string };

/** Nothing in a value can end it, end the line or speak to the dialplan: separators, line ends, control and format characters go. */
function clean(value: string): string {
  return value.replaceAll(/[;\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '').trim();
}

/** One line, its fields always the same and in the same order; empty where nothing is known. */
export function renderPbxLine(line: PbxLine): string {
  const { application, extension, mobile, department, url } = line;
  return Object.entries({ application, extension, mobile, department, url })
    .map(([name, value]) => `${name}=${clean(value)}`)
    .join(';');
}

/** A refusal as one line. */
export function renderPbxError(message: string): string {
  return `error=${clean(message).slice(0, 500)}`;
}
