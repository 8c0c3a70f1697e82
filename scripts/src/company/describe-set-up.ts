import type { SetUp, SetUpDepartment } from '@ringbase/use-cases';

/** What is told on the terminal: the only place where a new person's password is ever seen. */
export function describeSetUp({ name, number: { e164 } }: SetUpDepartment, setUp: SetUp): string[] {
  const people = setUp.people.map(({ role, email, password, name: who }) =>
    password === null ? `  ${role}  ${email}  was there already and stays as he is` : `  ${role}  ${email}  ${password}  (${who})`,
  );
  return [
    `${name} ${setUp.department === 'added' ? 'is added' : 'was there already and stays as it is'}.`,
    `${e164} ${setUp.number === 'added' ? 'is added' : 'was there already'}.`,
    ...people,
    ...(setUp.people.some(({ password }) => password !== null) ? ['Passwords are shown this once.'] : []),
  ];
}
