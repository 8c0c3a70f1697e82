import type { SpokenLanguage } from '../calls/call-instruction.js';
import type { ScriptFault, ScriptFaultCode } from './validate-script.js';

type Say = (detail: string, block: string) => string;

const inEnglish: Readonly<Record<ScriptFaultCode, Say>> = {
  'start-missing': (detail) => `The script begins at the block “${detail}”, which does not exist.`,
  'block-missing': (detail, block) => `“${block}” leads to the block “${detail}”, which does not exist.`,
  unreachable: (detail) => `No call ever comes to “${detail}”.`,
  'endless-loop': (detail, block) => `“${block}” leads back to “${detail}” by itself: the call would go round for ever.`,
  'silent-end': (detail) => `At “${detail}” the call may end without the caller having heard anything.`,
  'words-missing': (detail, block) => `“${block}” has no words in the language ${detail}.`,
  'choices-missing': (_, block) => `The menu “${block}” has no choices.`,
  'choice-unclear': (detail, block) => `In the menu “${block}” the choice ${detail} is the beginning of another choice.`,
  'unknown-variable': (detail, block) => `“${block}” uses the variable “${detail}”, which nothing sets.`,
  'person-missing': (_, block) => `“${block}” does not say which person is meant.`,
  'condition-empty': (_, block) => `A condition in “${block}” is empty.`,
  'person-unknown': (_, block) => `The person in “${block}” does not work here.`,
  'sound-unknown': (_, block) => `The sound in “${block}” is not one of the department.`,
  'type-unknown': (_, block) => `The type of application in “${block}” does not exist.`,
  'number-refused': (detail, block) => `The number in “${block}” must not be dialled: ${refusals.en[detail] ?? detail}.`,
  'origin-refused': (detail, block) => `“${block}” asks ${detail}, which is not on the list of allowed addresses.`,
};

const inRussian: Readonly<Record<ScriptFaultCode, Say>> = {
  'start-missing': (detail) => `Сценарий начинается с блока «${detail}», которого нет.`,
  'block-missing': (detail, block) => `«${block}» ведёт к блоку «${detail}», которого нет.`,
  unreachable: (detail) => `Ни один звонок не доходит до «${detail}».`,
  'endless-loop': (detail, block) => `«${block}» сам возвращает к «${detail}»: звонок ходил бы по кругу бесконечно.`,
  'silent-end': (detail) => `В «${detail}» звонок может закончиться, а клиент так ничего и не услышит.`,
  'words-missing': (detail, block) => `В «${block}» нет текста на языке ${detail}.`,
  'choices-missing': (_, block) => `В меню «${block}» нет вариантов.`,
  'choice-unclear': (detail, block) => `В меню «${block}» вариант ${detail} — начало другого варианта.`,
  'unknown-variable': (detail, block) => `«${block}» использует переменную «${detail}», которую ничто не задаёт.`,
  'person-missing': (_, block) => `В «${block}» не сказано, какой сотрудник имеется в виду.`,
  'condition-empty': (_, block) => `Условие в «${block}» пустое.`,
  'person-unknown': (_, block) => `Сотрудник из «${block}» здесь не работает.`,
  'sound-unknown': (_, block) => `Звука из «${block}» у отдела нет.`,
  'type-unknown': (_, block) => `Вида заявки из «${block}» не существует.`,
  'number-refused': (detail, block) => `На номер из «${block}» звонить нельзя: ${refusals.ru[detail] ?? detail}.`,
  'origin-refused': (detail, block) => `«${block}» обращается к ${detail}, а этого адреса нет в списке разрешённых.`,
};

const inBulgarian: Readonly<Record<ScriptFaultCode, Say>> = {
  'start-missing': (detail) => `Сценарият започва с блока „${detail}“, който не съществува.`,
  'block-missing': (detail, block) => `„${block}“ води към блока „${detail}“, който не съществува.`,
  unreachable: (detail) => `Никое обаждане не стига до „${detail}“.`,
  'endless-loop': (detail, block) => `„${block}“ сам връща към „${detail}“: обаждането би се въртяло безкрайно.`,
  'silent-end': (detail) => `В „${detail}“ обаждането може да завърши, без клиентът да е чул нищо.`,
  'words-missing': (detail, block) => `В „${block}“ няма текст на езика ${detail}.`,
  'choices-missing': (_, block) => `В менюто „${block}“ няма възможности за избор.`,
  'choice-unclear': (detail, block) => `В менюто „${block}“ изборът ${detail} е начало на друг избор.`,
  'unknown-variable': (detail, block) => `„${block}“ използва променливата „${detail}“, която нищо не задава.`,
  'person-missing': (_, block) => `В „${block}“ не е казано кой служител се има предвид.`,
  'condition-empty': (_, block) => `Условие в „${block}“ е празно.`,
  'person-unknown': (_, block) => `Служителят от „${block}“ не работи тук.`,
  'sound-unknown': (_, block) => `Отделът няма звука от „${block}“.`,
  'type-unknown': (_, block) => `Видът заявка от „${block}“ не съществува.`,
  'number-refused': (detail, block) => `Номерът от „${block}“ не бива да се набира: ${refusals.bg[detail] ?? detail}.`,
  'origin-refused': (detail, block) => `„${block}“ се обръща към ${detail}, а този адрес не е в списъка на разрешените.`,
};

const refusals: Readonly<Record<SpokenLanguage, Readonly<Record<string, string>>>> = {
  en: {
    'not-a-number': 'it is no number',
    'own-number': 'it is our own',
    'premium-number': 'it is a premium-rate number',
    'short-number': 'it is too short',
    'country-not-allowed': 'calls to its country are not allowed',
  },
  ru: {
    'not-a-number': 'это не номер',
    'own-number': 'это наш собственный номер',
    'premium-number': 'это платный номер',
    'short-number': 'он слишком короткий',
    'country-not-allowed': 'звонки в его страну не разрешены',
  },
  bg: {
    'not-a-number': 'това не е номер',
    'own-number': 'той е наш собствен',
    'premium-number': 'той е с добавена стойност',
    'short-number': 'той е твърде кратък',
    'country-not-allowed': 'обажданията към неговата страна не са разрешени',
  },
};

const languages = { en: inEnglish, ru: inRussian, bg: inBulgarian };

/** What is wrong with a script, in words for whoever writes it. */
export function sayFault({ fault, detail, block }: ScriptFault, language: SpokenLanguage): string {
  return languages[language][fault](detail, block);
}
