import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationCountQuery } from '../applications/application-queries.js';
import { useRings } from './use-rings.js';

/** The tab's title says who rings, for one who looks at another tab; else how much is new. Mounted once, by the frame. */
export function useTitle(): void {
  const { t } = useTranslation();
  const { cards, cardless } = useRings();
  const { data: count } = useQuery(applicationCountQuery);
  const [card] = cards;
  const who = card ? (card.client?.name ?? t('telephone.unknownCaller')) : cardless.length > 0 ? t('telephone.someCall') : null;
  const news = count?.newToMe ?? 0;
  const title = who !== null ? `☎ ${who} · ${t('telephone.view.ringing')}` : news > 0 ? `(${news}) Ringbase` : 'Ringbase';
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'Ringbase';
    };
  }, [title]);
}
