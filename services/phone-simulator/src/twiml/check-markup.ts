import { MARKUP, NOT_SIMULATED, type Rule, VERBS } from './markup.js';
import { childrenOf, type Element } from './parse-twiml.js';

function isAllowed(rule: Rule, value: string): boolean {
  if (rule === 'text' || rule === 'url') return true;
  if (rule === 'bool') return value === 'true' || value === 'false';
  if (rule === 'method') return value === 'GET' || value === 'POST';
  if ('int' in rule) return /^\d+$/.test(value) && Number(value) >= rule.int[0] && Number(value) <= rule.int[1];
  if ('oneOf' in rule) return rule.oneOf.includes(value);
  return value.split(/\s+/).every((word) => rule.words.includes(word));
}

function checkElement(element: Element, allowed: readonly string[], where: string): string[] {
  const rule = MARKUP[element.name];
  if (!rule || !allowed.includes(element.name)) {
    return [
      NOT_SIMULATED.includes(element.name)
        ? `<${element.name}> in ${where} is not simulated`
        : `<${element.name}> is not allowed in ${where}`,
    ];
  }
  const problems = Object.entries(element.attributes).flatMap(([name, value]) => {
    const attribute = rule.attributes[name];
    if (!attribute) return [`attribute ${name} is not allowed on <${element.name}>`];
    return isAllowed(attribute, value) ? [] : [`${name}="${value}" is not allowed on <${element.name}>`];
  });
  const hasText = element.children.some((child) => typeof child === 'string' && child.trim() !== '');
  if (hasText && !rule.text) problems.push(`text is not allowed in <${element.name}>`);
  const inner = rule.children;
  if (inner === null) return problems;
  return [...problems, ...childrenOf(element).flatMap((child) => checkElement(child, inner, `<${element.name}>`))];
}

/** Every departure from the markup, each one a 12200 of the provider's: a warning, the call goes on. https://www.twilio.com/docs/api/errors/12200 */
export function checkMarkup(verbs: readonly Element[], strayText: readonly string[]): string[] {
  return [...strayText.map(() => 'text is not allowed in <Response>'), ...verbs.flatMap((verb) => checkElement(verb, VERBS, '<Response>'))];
}
