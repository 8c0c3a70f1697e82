import { useTranslation } from 'react-i18next';
import styles from './settings.module.css';

/** What a change will do, told before it is done. */
export function Effects({ sentences, none }: { sentences: readonly string[]; none?: string }) {
  const { t } = useTranslation();
  return (
    <section className={styles.effects} aria-live="polite" data-testid="effects">
      <h3>{t('settings.effects')}</h3>
      {sentences.length === 0 ? (
        <span className="dimmed">{none ?? t('settings.noEffect')}</span>
      ) : (
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
