import { departmentList, id, personList, setSimultaneousCalls as simultaneousCalls, staffList } from '@ringbase/contracts';
import { type AnyRoute, empty, problem } from '@ringbase/platform';
import { listDepartments, listPeople, listStaff, setSimultaneousCalls } from '@ringbase/use-cases';
import { z } from 'zod';
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
    path: '/staff',
    summary: 'Everybody who works here, with role, departments and superior, and the telephones of those whom I lead',
    may: 'person:lead',
    answers: { 200: staffList },
    handle: async ({ ctx }) => ({ items: await listStaff(ctx) }),
  }),
  defineRoute({
    method: 'put',
    path: '/people/{id}/simultaneous-calls',
    summary: 'On how many calls a person of my departments can be at once',
    may: 'person:lead',
    params: z.object({ id }),
    body: simultaneousCalls,
    answers: { 204: empty, 404: problem('NOT_FOUND') },
    handle: ({ ctx, params, body }) => setSimultaneousCalls(ctx, { personId: params.id, ...body }),
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
