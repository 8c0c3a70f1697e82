import { useTranslation } from 'react-i18next';
import type { Place } from './locate-path.js';
import styles from './scripts.module.css';

/** What is wrong, and where: by its path in the script, or by its place in the text. */
export type NamedFault = { words: string; path?: readonly string[]; place?: Place };

type Props = {
  faults: readonly NamedFault[];
  /** Nothing keeps the draft from being published. */
  none: boolean;
  whereOf: (fault: NamedFault) => string;
  onShow: (fault: NamedFault) => void;
};

/** Everything that is wrong with the draft; each line leads to its place. */
export function DraftFaults({ faults, none, whereOf, onShow }: Props) {
  const { t } = useTranslation();
  if (faults.length === 0)
    return (
      <p role="status" className={styles.facts}>
        {none ? t('scripts.noFaults') : ''}
      </p>
    );
  return (
    <div role="alert" data-testid="draft-faults">
      <p className={styles.facts}>{t('scripts.faults', { count: faults.length })}</p>
      <ul className={styles.faults}>
        {faults.map((fault) => {
          const where = whereOf(fault);
          return (
            <li key={`${fault.words} ${where} ${fault.path?.join('.')}`}>
              <button type="button" className={styles.fault} onClick={() => onShow(fault)}>
                {fault.words} <span className="dimmed">{where}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
