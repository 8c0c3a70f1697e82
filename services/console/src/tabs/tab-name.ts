const kept = 'ringbase.tab';

let current = '';

/** The name by which this tab accepts calls; kept over a reload, never shared with a duplicate of the tab. */
export function tabName(): string {
  return current;
}

function makeName(): string {
  return crypto.randomUUID().replaceAll('-', '');
}

/** A duplicated tab copies sessionStorage, too: who holds the name's lock keeps the name, the copy takes another. */
export async function nameTab(): Promise<void> {
  const wanted = sessionStorage.getItem(kept) ?? makeName();
  current = (await holdForever(wanted)) ? wanted : makeName();
  sessionStorage.setItem(kept, current);
}

function holdForever(name: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(`ringbase.tab.${name}`, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => {});
    });
  });
}
