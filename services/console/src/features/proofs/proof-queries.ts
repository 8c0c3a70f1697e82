import { proofList } from '@ringbase/contracts';
import { queryOptions } from '@tanstack/react-query';
import { request } from '../../client/request.js';

export const proofsQuery = queryOptions({
  queryKey: ['proofs'],
  queryFn: ({ signal }) => request('GET', '/proofs', proofList, { signal }),
});
