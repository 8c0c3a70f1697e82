import type { PbxRouteAnswer } from '@ringbase/contracts';
import type { PbxLine } from '@ringbase/telephony';

/**
 * The same decision for a dialplan that reads one line: an extension or a mobile stands there only while the decision rings its owner, and the department's
 * only while it rings anybody, since such a dialplan rings what it reads, from left to right. Who is turned away, told that nobody is there or asked for a
 * message reaches nobody. Pure.
 */
export function lineOf({ application, owner, department, instructions }: PbxRouteAnswer): PbxLine {
  const rung = instructions.flatMap((one) => (one.kind === 'ring' ? one.targets : [])).filter(({ personId }) => personId === owner?.id);
  return {
    application: application === null ? '' : String(application.number),
    extension: rung.some(({ kind }) => kind !== 'mobile') ? (owner?.extension ?? '') : '',
    mobile: rung.length > 0 ? (owner?.mobile ?? '') : '',
    department: instructions.some(({ kind }) => kind === 'ring' || kind === 'ring-department') ? (department.extension ?? '') : '',
    url: application?.url ?? '',
  };
}
