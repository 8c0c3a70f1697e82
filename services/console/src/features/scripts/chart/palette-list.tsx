import { useTranslation } from 'react-i18next';
import { blockGroups, blockIcons } from './block-look.js';
import { DRAGGED } from './chart-props.js';
import styles from './editor.module.css';
import { type BlockKind, palette } from './new-block.js';

/** Every kind of block: a click adds it, or it is dragged to its place. */
export function PaletteList({ onAdd }: { onAdd: (kind: BlockKind) => void }) {
  const { t } = useTranslation();
  return (
    <nav className={styles.palette} aria-label={t('scripts.chart.palette')} data-testid="palette">
      {blockGroups.map((group) => (
        <section key={group} aria-labelledby={`palette-${group}`}>
          <h2 id={`palette-${group}`}>{t(`scripts.chart.group.${group}`)}</h2>
          {palette[group].map((kind) => {
            const Icon = blockIcons[kind];
            return (
              <button
                key={kind}
                type="button"
                draggable
                onClick={() => onAdd(kind)}
                onDragStart={(event) => {
                  event.dataTransfer.setData(DRAGGED, kind);
                  event.dataTransfer.effectAllowed = 'copy';
                }}
                data-group={group}
                data-testid={`add-${kind}`}
              >
                <Icon size={15} stroke={1.7} aria-hidden />
                {t(`scripts.kind.${kind}`)}
              </button>
            );
          })}
        </section>
      ))}
    </nav>
  );
}
