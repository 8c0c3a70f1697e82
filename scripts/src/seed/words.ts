/** Names and matters of the demo company: Russian, Bulgarian and English, as its clients are. */
export const names = {
  ru: {
    men: {
      given: ['Иван', 'Сергей', 'Дмитрий', 'Михаил', 'Алексей', 'Павел'],
      family: [
        'Иванов',
        'Смирнов',
        'Кузнецов',
        'Попов',
        'Волков',
        'Соколов',
        'Лебедев',
        'Морозов',
        'Новиков',
        'Фёдоров',
        'Орлов',
        'Зайцев',
      ],
      patronymic: ['Петрович', 'Сергеевич', 'Иванович', 'Андреевич', 'Николаевич', 'Викторович'],
    },
    women: {
      given: ['Наталья', 'Ольга', 'Елена', 'Анна', 'Татьяна', 'Юлия'],
      family: [
        'Иванова',
        'Смирнова',
        'Кузнецова',
        'Попова',
        'Волкова',
        'Соколова',
        'Лебедева',
        'Морозова',
        'Новикова',
        'Фёдорова',
        'Орлова',
        'Зайцева',
      ],
      patronymic: ['Петровна', 'Сергеевна', 'Ивановна', 'Андреевна', 'Николаевна', 'Викторовна'],
    },
    firm: [
      'ООО «Северный ветер»',
      'ООО «Стройдом»',
      'АО «Вега-Транс»',
      'ИП Гордеева',
      'ООО «Мебель плюс»',
      'ООО «Альфа-Свет»',
      'ООО «Тёплый дом»',
      'АО «Балтика Логистик»',
    ],
    city: ['Москва', 'Санкт-Петербург', 'Тверь', 'Калуга'],
  },
  bg: {
    men: {
      given: ['Георги', 'Димитър', 'Стоян', 'Петър', 'Николай', 'Ивайло'],
      family: [
        'Иванов',
        'Петров',
        'Георгиев',
        'Димитров',
        'Стоянов',
        'Николов',
        'Тодоров',
        'Христов',
        'Колев',
        'Ангелов',
        'Маринов',
        'Василев',
      ],
      patronymic: ['Петров', 'Иванов', 'Стефанов', 'Костадинов'],
    },
    women: {
      given: ['Мария', 'Иванка', 'Елена', 'Десислава', 'Радка', 'Весела'],
      family: [
        'Иванова',
        'Петрова',
        'Георгиева',
        'Димитрова',
        'Стоянова',
        'Николова',
        'Тодорова',
        'Христова',
        'Колева',
        'Ангелова',
        'Маринова',
        'Василева',
      ],
      patronymic: ['Петрова', 'Иванова', 'Стефанова', 'Костадинова'],
    },
    firm: [
      '„Родопи Строй“ ООД',
      '„Балкан Транс“ АД',
      '„Черно море“ ЕООД',
      '„Витоша Мебел“ ООД',
      'ЕТ „Калина“',
      '„Тракия Агро“ АД',
      '„София Дизайн“ ООД',
      '„Пирин Тур“ ЕООД',
    ],
    city: ['София', 'Пловдив', 'Варна', 'Бургас', 'Русе'],
  },
  en: {
    men: {
      given: ['James', 'Oliver', 'Thomas', 'George', 'Peter'],
      family: ['Bennett', 'Clarke', 'Hughes', 'Mitchell', 'Palmer', 'Reid', 'Turner', 'Walsh', 'Young', 'Foster'],
      patronymic: [''],
    },
    women: {
      given: ['Emily', 'Sarah', 'Alice', 'Hannah', 'Laura'],
      family: ['Bennett', 'Clarke', 'Hughes', 'Mitchell', 'Palmer', 'Reid', 'Turner', 'Walsh', 'Young', 'Foster'],
      patronymic: [''],
    },
    firm: ['Harbour & Sons Ltd', 'Northgate Interiors', 'Blue Fern Hotels', 'Whitfield Logistics', 'Oakline Joinery', 'Kestrel Foods'],
    city: ['London', 'Bristol', 'Leeds'],
  },
} as const;
export type DemoLanguage = keyof typeof names;

export const matters: Readonly<Record<DemoLanguage, readonly string[]>> = {
  ru: [
    'Кухня на заказ',
    'Остекление балкона',
    'Ремонт офиса',
    'Доставка мебели',
    'Замена окон',
    'Тёплый пол',
    'Договор на обслуживание',
    'Поставка светильников',
  ],
  bg: [
    'Кухня по поръчка',
    'Остъкляване на тераса',
    'Ремонт на офис',
    'Доставка на мебели',
    'Смяна на дограма',
    'Подово отопление',
    'Договор за поддръжка',
    'Нов покрив',
  ],
  en: [
    'Made-to-measure kitchen',
    'New roof',
    'Office refurbishment',
    'Furniture delivery',
    'Replacement windows',
    'Underfloor heating',
    'Maintenance contract',
    'Lighting supply',
  ],
};

export const sources: Readonly<Record<DemoLanguage, readonly string[]>> = {
  ru: ['сайт', 'звонок', 'по рекомендации', 'выставка'],
  bg: ['сайт', 'обаждане', 'по препоръка', 'изложение'],
  en: ['web site', 'call', 'referral', 'exhibition'],
};

export const remarks: Readonly<Record<DemoLanguage, readonly string[]>> = {
  ru: [
    'Просил перезвонить после обеда.',
    'Отправила предложение на почту.',
    'Сравнивает с двумя другими фирмами.',
    'Нужен замер в четверг.',
    'Согласны на рассрочку на три месяца.',
  ],
  bg: [
    'Помоли да се обадим следобед.',
    'Изпратих оферта по имейл.',
    'Сравнява с две други фирми.',
    'Трябва замерване в четвъртък.',
    'Съгласни са на три вноски.',
  ],
  en: [
    'Asked us to call after lunch.',
    'Offer sent by e-mail.',
    'Comparing us with two other firms.',
    'Needs measuring on Thursday.',
    'Happy to pay in three instalments.',
  ],
};

export const posts: Readonly<Record<DemoLanguage, readonly string[]>> = {
  ru: ['директор', 'главный бухгалтер', 'менеджер по закупкам'],
  bg: ['управител', 'главен счетоводител', 'отдел „Доставки“'],
  en: ['managing director', 'head of finance', 'buyer'],
};
