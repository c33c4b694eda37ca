import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { AuditView } from '@/components/audit/audit-view';
import { requirePage } from '@/lib/server/session';

export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('words.page');
  return { title: t('audit') };
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<{ runId?: string | string[] }> }) {
  await requirePage('read');
  const { runId } = await searchParams;
  return typeof runId === 'string' ? <AuditView key={runId} runId={runId} /> : <AuditView key="all" />;
}
