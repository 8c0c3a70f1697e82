import type { ScriptBlock } from '@ringbase/domain';

/** What the fields of one kind of block are given. `mark` names the field that is typed in, so that a word is one step to undo. */
export type BlockFieldsProps<B extends ScriptBlock = ScriptBlock> = {
  block: B;
  departmentId: string;
  /** Variables that the script sets. */
  set: readonly string[];
  onChange: (block: ScriptBlock, mark?: string) => void;
};
