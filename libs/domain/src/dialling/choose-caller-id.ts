export type CompanyNumber = { e164: string; country: string; departmentId: string };

/**
 * The company's number that a client is shown: one of the department his application belongs to (else of the person's own department), of the
 * client's country if there is one. Null: neither has a number.
 */
export function chooseCallerId(numbers: readonly CompanyNumber[], departmentIds: readonly string[], country: string | null): string | null {
  for (const departmentId of departmentIds) {
    const own = numbers.filter((number) => number.departmentId === departmentId);
    const chosen = own.find((number) => number.country === country) ?? own[0];
    if (chosen !== undefined) return chosen.e164;
  }
  return null;
}
