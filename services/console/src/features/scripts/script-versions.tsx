import { Button, VisuallyHidden } from '@mantine/core';
import { scriptDraft, wholeScriptVersion } from '@ringbase/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../../client/request.js';
import { RowSkeletons, Trouble } from '../../parts/states.js';
import { tell, tellProblem } from '../../parts/tell.js';
import { When } from '../../parts/when.js';
import { saveFile } from './save-file.js';
import { scriptPath, scriptVersionsQuery } from './script-queries.js';
import styles from './scripts.module.css';

type Props = { departmentId: string; mayWrite: boolean; draftVersion: number | null; onTakenUp: () => void };

/** Every version that was published; each can be kept as a file, or made the draft again. */
export function ScriptVersions({ departmentId, mayWrite, draftVersion, onTakenUp }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const versions = useQuery(scriptVersionsQuery(departmentId));
  const takeUp = useMutation({
    mutationFn: (number: number) =>
      request('POST', `${scriptPath(departmentId)}/draft`, scriptDraft, { body: { number, version: draftVersion } }),
    onSuccess: (_, number) => {
      tell(t('scripts.takenUp', { number }));
      onTakenUp();
    },
    onError: (error) => tellProblem(error),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['call-script', departmentId] }),
  });
  const keep = useMutation({
    mutationFn: (number: number) => request('GET', `${scriptPath(departmentId)}/versions/${number}`, wholeScriptVersion),
    onSuccess: ({ number, script }) => saveFile(`call-script-${number}.json`, script),
    onError: (error) => tellProblem(error),
  });
  if (versions.error) return <Trouble error={versions.error} again={() => void versions.refetch()} />;
  if (versions.isPending) return <RowSkeletons count={4} />;
  return (
    <div className={styles.narrow}>
      {mayWrite && <p className={styles.facts}>{t(draftVersion === null ? 'scripts.takeUpHint' : 'scripts.takeUpOver')}</p>}
      <table className={styles.table} data-testid="script-versions">
        <thead>
          <tr>
            <th>{t('scripts.column.version')}</th>
            <th>{t('scripts.column.published')}</th>
            <th>{t('scripts.column.by')}</th>
            <th>{t('scripts.column.note')}</th>
            <th>
              <VisuallyHidden>{t('scripts.column.acts')}</VisuallyHidden>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.data.items.map(({ number, publishedAt, publishedBy, note }) => (
            <tr key={number}>
              <td className="figures">{number}</td>
              <td>
                <When at={publishedAt} />
              </td>
              <td>{publishedBy?.name ?? '—'}</td>
              <td>{note}</td>
              <td>
                <div className={styles.row}>
                  <Button variant="subtle" size="compact-sm" onClick={() => keep.mutate(number)}>
                    {t('scripts.export')}
                  </Button>
                  {mayWrite && (
                    <Button variant="subtle" size="compact-sm" onClick={() => takeUp.mutate(number)} data-testid={`take-up-${number}`}>
                      {t('scripts.takeUp')}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
