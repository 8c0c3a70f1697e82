import type { SpokenLanguage } from '../calls/call-instruction.js';

/** What a waiting caller is told of his place; minutes are at least one. */
export function placeInWords(language: SpokenLanguage, position: number, expectedSeconds: number): string {
  const minutes = Math.max(1, Math.round(expectedSeconds / 60));
  switch (language) {
    case 'en':
      return `You are number ${position} in the queue. The expected waiting time is about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
    case 'ru':
      return `Вы в очереди под номером ${position}. Примерное время ожидания, в минутах: ${minutes}.`;
    case 'bg':
      return `Вие сте номер ${position} в опашката. Очаквано време за изчакване, в минути: ${minutes}.`;
  }
}

/** That he need not wait on the line. */
export const callbackOffer: Readonly<Record<SpokenLanguage, string>> = {
  en: 'Press one and we will call you back; your place in the queue is kept.',
  ru: 'Нажмите один, и мы вам перезвоним; ваше место в очереди сохранится.',
  bg: 'Натиснете едно и ние ще Ви се обадим; мястото Ви в опашката се запазва.',
};

/** He pressed one. */
export const callbackPromised: Readonly<Record<SpokenLanguage, string>> = {
  en: 'Thank you. Your place is kept, and we will call you back at this number. Goodbye.',
  ru: 'Спасибо. Ваше место сохранено, мы перезвоним вам на этот номер. До свидания.',
  bg: 'Благодарим Ви. Мястото Ви е запазено и ще Ви се обадим на този номер. Дочуване.',
};
