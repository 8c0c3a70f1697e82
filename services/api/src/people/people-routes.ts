import { departmentList, personList } from '@ringbase/contracts';
import type { AnyRoute } from '@ringbase/platform';
import { listDepartments, listPeople } from '@ringbase/use-cases';
import { defineRoute } from '../define-route.js';

export const peopleRoutes: readonly AnyRoute[] = [
  defineRoute({
    method: 'get',
    path: '/people',
    summary: 'My colleagues, and whether they are there',
    may: 'person:read',
    answers: { 200: personList },
    handle: async ({ ctx }) => ({ items: await listPeople(ctx) }),
  }),
  defineRoute({
    method: 'get',
    path: '/departments',
    summary: 'The departments and their numbers',
    may: 'department:read',
    answers: { 200: departmentList },
    handle: async ({ ctx }) => ({ items: await listDepartments(ctx) }),
  }),
];
