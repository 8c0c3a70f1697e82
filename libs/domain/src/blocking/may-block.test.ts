import { type Blocker, type BlockOrigin, mayBlockFor, mayEndBlock } from '@ringbase/domain';

const director: Blocker = { role: 'director', departments: [] };
const curator: Blocker = { role: 'curator', departments: ['sales'] };
const manager: Blocker = { role: 'manager', departments: ['sales'] };
const assistant: Blocker = { role: 'assistant', departments: ['sales'] };

test.each<[string, Blocker, string | null, boolean]>([
  ['the director blocks for the company', director, null, true],
  ['and for any department', director, 'service', true],
  ['a curator blocks for his department', curator, 'sales', true],
  ['not for another', curator, 'service', false],
  ['and not for the company', curator, null, false],
  ['a manager blocks nobody', manager, 'sales', false],
  ['nor does an assistant', assistant, 'sales', false],
])('%s', (_, who, departmentId, may) => expect(mayBlockFor(who, departmentId)).toBe(may));

test.each<[string, Blocker, { departmentId: string | null; origin: BlockOrigin }, boolean]>([
  ['a curator ends a block of his department', curator, { departmentId: 'sales', origin: 'person' }, true],
  ['and one that came by itself', curator, { departmentId: null, origin: 'rate' }, true],
  ['but not what the director put on the company', curator, { departmentId: null, origin: 'person' }, false],
  ['a manager ends none', manager, { departmentId: null, origin: 'rate' }, false],
  ['the director ends any', director, { departmentId: 'sales', origin: 'person' }, true],
])('%s', (_, who, block, may) => expect(mayEndBlock(who, block)).toBe(may));
