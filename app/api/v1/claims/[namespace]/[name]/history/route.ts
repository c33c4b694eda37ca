import { assertObjectName } from '@/lib/domain/dns-name';
import { readClaimHistory } from '@/lib/server/reads/claim-history';
import { apiRoute } from '@/lib/server/v1/api-route';
import { freshness } from '@/lib/server/v1/paged';

export const dynamic = 'force-dynamic';

export const GET = apiRoute('getClaimHistory', async ({ container, params, query }) => {
  const claim = { namespace: assertObjectName(params.namespace ?? ''), name: assertObjectName(params.name ?? '') };
  const { samples } = await readClaimHistory(container, claim, query.hours);
  return { ...freshness(container), ...claim, samples: samples.map(({ at, usedBytes, capacityBytes }) => ({ at, usedBytes, capacityBytes })) };
});
