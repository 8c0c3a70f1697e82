import { asked } from './asked.js';

export const PAGE = 200;

type Page<Row> = { instances: Row[]; nextPage(): Promise<Page<Row>> | undefined };

/** The rows of all pages; `betweenPages` is awaited before each further one. */
export async function* listPages<Row>(first: () => Promise<Page<Row>>, betweenPages?: () => Promise<void>): AsyncGenerator<Row> {
  let page: Page<Row> | undefined = await asked(first);
  while (page !== undefined) {
    const current: Page<Row> = page;
    yield* current.instances;
    if (betweenPages !== undefined && current.instances.length === PAGE) await betweenPages();
    page = await asked(async () => current.nextPage());
  }
}
