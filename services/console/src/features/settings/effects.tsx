import { useTranslation } from 'react-i18next';
import styles from './settings.module.css';

type Props = { sentences: readonly string[] /** The sentences tell what holds already. */; holds?: boolean };

/** What a change will do, told before it is done. */
export function Effects({ sentences, holds = false }: Props) {
  const { t } = useTranslation();
  return (
    <section className={styles.effects} aria-live="polite" data-testid="effects">
      <h2>{t(holds ? 'settings.holds' : 'settings.effects')}</h2>
      {sentences.length === 0 ? (
        <span className="dimmed">{t('settings.noEffect')}</span>
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
