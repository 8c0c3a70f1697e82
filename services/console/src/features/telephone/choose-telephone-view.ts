export type TelephoneView = 'ringing' | 'talking' | 'dialling' | 'wrap-up' | 'idle';
type Situation = {
  ringing: number;
  /** A talk that this tab carries. */
  talksHere: boolean;
  /** A talk that, as far as we were told, goes on at another telephone or tab of mine. */
  talksElsewhere: boolean;
  dialling: boolean;
  wrapUpUntil: string | null;
  now: Date;
};

/** The call always wins. What rings while a talk goes on elsewhere is newer than the news of it, or one more that he may take. */
export function chooseTelephoneView({ ringing, talksHere, talksElsewhere, dialling, wrapUpUntil, now }: Situation): TelephoneView {
  if (talksHere) return 'talking';
  if (ringing > 0) return 'ringing';
  if (talksElsewhere) return 'talking';
  if (dialling) return 'dialling';
  return wrapUpUntil !== null && Date.parse(wrapUpUntil) > now.getTime() ? 'wrap-up' : 'idle';
}
