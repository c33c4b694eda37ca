import { AuditView } from '@/components/audit/audit-view';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export default async function AuditPage() {
  await requirePage('read');
  return <AuditView />;
}
