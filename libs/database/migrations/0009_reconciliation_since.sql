-- From when on a run reads the provider's lists: a run whose job is lost is taken up again from its row.
alter table reconciliations add column since timestamptz;
