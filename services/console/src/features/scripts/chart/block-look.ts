import {
  IconArrowsSplit2,
  IconBell,
  IconBraces,
  IconChecklist,
  IconCornerUpRight,
  IconDialpad,
  IconFilePlus,
  IconHourglass,
  IconMusic,
  IconPhoneCall,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconQuestionMark,
  IconRecordMail,
  IconSpeakerphone,
  IconUserQuestion,
  IconWorldUpload,
} from '@tabler/icons-react';
import { type BlockKind, palette } from './new-block.js';

export const blockIcons: Readonly<Record<BlockKind, typeof IconBell>> = {
  say: IconSpeakerphone,
  play: IconMusic,
  menu: IconDialpad,
  voicemail: IconRecordMail,
  ring: IconPhoneCall,
  queue: IconHourglass,
  transfer: IconPhoneOutgoing,
  condition: IconQuestionMark,
  'switch-owner': IconUserQuestion,
  switch: IconArrowsSplit2,
  'set-variable': IconBraces,
  'http-request': IconWorldUpload,
  'create-application': IconFilePlus,
  'create-task': IconChecklist,
  notify: IconBell,
  'go-to': IconCornerUpRight,
  'hang-up': IconPhoneOff,
};

export type BlockGroup = keyof typeof palette;
export const blockGroups = Object.keys(palette) as BlockGroup[];

export function groupOf(kind: BlockKind): BlockGroup {
  return blockGroups.find((group) => (palette[group] as readonly BlockKind[]).includes(kind)) ?? 'end';
}
