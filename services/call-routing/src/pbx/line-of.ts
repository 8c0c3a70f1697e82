import type { PbxRouteAnswer } from '@ringbase/contracts';
import type { PbxLine } from '@ringbase/telephony';

/**
 * The same decision for a dialplan that reads one line: an extension or a mobile stands there only while the decision rings its owner, since such a
 * dialplan rings what it reads, from left to right. Pure.
 */
export function lineOf({ application, owner, department, instructions }: PbxRouteAnswer): PbxLine {
  const rung = instructions.flatMap((one) => (one.kind === 'ring' ? one.targets : [])).filter(({ personId }) => personId === owner?.id);
  return {
    application: application === null ? '' : String(application.number),
    extension: rung.some(({ kind }) => kind !== 'mobile') ? (owner?.extension ?? '') : '',
    mobile: rung.length > 0 ? (owner?.mobile ?? '') : '',
    // Who is turned away reaches nobody.
    department: instructions[0]?.kind === 'reject' ? '' : (department.extension ?? ''),
    url: application?.url ?? '',
  };
}
