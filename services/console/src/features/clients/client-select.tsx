import { Select } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettled } from '../../parts/use-settled.js';
import { clientsQuery } from './client-queries.js';

/** A client of the base, found as one types; the server searches, so names that differ in case or script are found, too. */
export function ClientSelect({ value, onChange, label }: { value: string | null; onChange: (id: string | null) => void; label: string }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const q = useSettled(text);
  const found = useInfiniteQuery({ ...clientsQuery(q, 20), placeholderData: keepPreviousData });
  const items = found.data?.pages[0]?.items ?? [];
  return (
    <Select
      searchable
      label={label}
      placeholder={t('clients.search')}
      value={value}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      filter={({ options }) => options}
      nothingFoundMessage={found.isFetching ? t('state.loading') : t('list.nothing')}
      data={items.map((client) => ({ value: client.id, label: client.name }))}
      data-testid="client-select"
    />
  );
}
