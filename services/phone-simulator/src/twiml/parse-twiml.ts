import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: (Element | string)[];
}

export type ParsedTwiml = { ok: true; verbs: Element[]; strayText: string[] } | { ok: false; code: number; message: string };

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toNode(raw: unknown): Element | string | null {
  if (!isRecord(raw)) return null;
  const name = Object.keys(raw).find((key) => key !== ':@');
  if (name === undefined) return null;
  if (name === '#text') return String(raw['#text']);
  const attributes: Record<string, string> = {};
  if (isRecord(raw[':@'])) for (const [key, value] of Object.entries(raw[':@'])) attributes[key] = String(value);
  const children = raw[name];
  return { name, attributes, children: toNodes(Array.isArray(children) ? children : []) };
}

function toNodes(raw: unknown[]): (Element | string)[] {
  return raw.map(toNode).filter((node): node is Element | string => node !== null);
}

/** Reads a TwiML document: one Response of verbs, or the provider's 12100. https://www.twilio.com/docs/api/errors/12100 */
export function parseTwiml(xml: string): ParsedTwiml {
  const text = xml.replace(/^\uFEFF/, '').trim();
  const valid = text === '' ? { err: { msg: 'the document is empty' } } : XMLValidator.validate(text);
  if (valid !== true) return { ok: false, code: 12100, message: `Document parse failure: ${valid.err.msg}` };
  let nodes: (Element | string)[];
  try {
    nodes = toNodes(parser.parse(text));
  } catch (error) {
    return { ok: false, code: 12100, message: `Document parse failure: ${error instanceof Error ? error.message : String(error)}` };
  }
  const roots = nodes.filter((node): node is Element => typeof node !== 'string');
  const [root] = roots;
  // https://www.twilio.com/docs/api/errors/12102
  if (!root || roots.length !== 1 || root.name !== 'Response')
    return { ok: false, code: 12102, message: 'Attribute or root element Response is missing' };
  return {
    ok: true,
    verbs: root.children.filter((child): child is Element => typeof child !== 'string'),
    strayText: root.children.filter((child): child is string => typeof child === 'string' && child.trim() !== ''),
  };
}

/** All text inside an element, markup of speech left out. */
export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

export function childrenOf(element: Element): Element[] {
  return element.children.filter((child): child is Element => typeof child !== 'string');
}
