/** Sounds that ship. */
export const builtInSounds = ['ringing', 'music'] as const;
export type BuiltInSound = (typeof builtInSounds)[number];

/** What a caller may be played: a sound that ships, or one that the company has uploaded. */
export type PlayedSound = { kind: 'built-in'; name: BuiltInSound } | { kind: 'uploaded'; soundId: string };
