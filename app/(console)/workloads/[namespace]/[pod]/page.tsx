import { notFound } from 'next/navigation';
import { PodView } from '@/components/workloads/pod-view';
import { isDnsLabel, isDnsSubdomain } from '@/lib/domain/dns-name';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export default async function PodPage({ params }: { params: Promise<{ namespace: string; pod: string }> }) {
  await requirePage('read');
  const { namespace, pod } = await params;
  if (!isDnsLabel(namespace) || !isDnsSubdomain(pod)) notFound();
  return <PodView namespace={namespace} name={pod} />;
}
