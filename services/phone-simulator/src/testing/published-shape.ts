import { readFileSync } from 'node:fs';
import { describe } from '@jest/globals';

interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
}
interface Operation {
  responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}
export interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

function readDescription(file: string): Description {
  return JSON.parse(readFileSync(file, 'utf8')) as Description;
}

/**
 * `describe` for tests that hold us against the provider's published description, which is not ours to keep here: where `TWILIO_OPENAPI_FILE` names no
 * copy they are named as skipped.
 */
export function describePublished(tests: (description: Description) => void): void {
  const file = process.env.TWILIO_OPENAPI_FILE;
  const name = 'held against the published description';
  const [run, title] = file ? [describe, name] : [describe.skip, `${name} (no published description here)`];
  run(title, () => tests(file ? readDescription(file) : { paths: {}, components: { schemas: {} } }));
}

const FORMATS: Record<string, RegExp> = {
  'date-time-rfc-2822': /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/,
  currency: /^[A-Z]{3}$/,
};

function resolve(description: Description, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const found = description.components.schemas[schema.$ref.replace('#/components/schemas/', '')];
  if (!found) throw new Error(`no schema ${schema.$ref}`);
  return resolve(description, found);
}

function checkString(schema: Schema, value: string, where: string): string[] {
  const problems: string[] = [];
  if (schema.enum && !schema.enum.includes(value)) problems.push(`${where}: "${value}" is not one of ${schema.enum.join(', ')}`);
  if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value))
    problems.push(`${where}: "${value}" does not match ${schema.pattern}`);
  if (schema.minLength !== undefined && value.length < schema.minLength) problems.push(`${where}: too short`);
  if (schema.maxLength !== undefined && value.length > schema.maxLength) problems.push(`${where}: too long`);
  const format = FORMATS[schema.format ?? ''];
  if (format && !format.test(value)) problems.push(`${where}: "${value}" is not ${schema.format}`);
  return problems;
}

/**
 * Holds a value against the published schema, stricter than it asks: every property present, none unknown, enums, patterns
 * and formats. Returns what is wrong.
 */
export function shapeProblems(description: Description, given: Schema, value: unknown, where = '$'): string[] {
  const schema = resolve(description, given);
  if (value === null) return schema.nullable === true ? [] : [`${where}: null`];
  if (value === undefined) return [`${where}: missing`];
  switch (schema.type) {
    case 'string':
      return typeof value === 'string' ? checkString(schema, value, where) : [`${where}: not a string`];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${where}: not a whole number`];
    case 'number':
      return typeof value === 'number' ? [] : [`${where}: not a number`];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${where}: not a boolean`];
    case 'array':
      if (!Array.isArray(value)) return [`${where}: not a list`];
      return value.flatMap((item, index) => shapeProblems(description, schema.items ?? {}, item, `${where}[${index}]`));
    case 'object': {
      if (typeof value !== 'object' || Array.isArray(value)) return [`${where}: not an object`];
      const { properties } = schema;
      if (!properties) return [];
      const unknown = Object.keys(value).filter((name) => !(name in properties));
      const known = Object.entries(properties).flatMap(([name, property]) =>
        shapeProblems(description, property, (value as Record<string, unknown>)[name], `${where}.${name}`),
      );
      return [...unknown.map((name) => `${where}.${name}: unknown`), ...known];
    }
    default:
      return [];
  }
}

export function answerSchema(description: Description, path: string, method: string, status: string): Schema {
  const schema = description.paths[path]?.[method]?.responses[status]?.content?.['application/json']?.schema;
  if (!schema) throw new Error(`${method} ${path} ${status} is not described`);
  return schema;
}
