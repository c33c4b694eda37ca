import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlanView } from '@/components/remediations/plan-view';
import { requirePage } from '@/lib/server/session';

interface PlanPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ moved?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('plan');
  return { title: t('title') };
}

export default async function PlanRoute({ params, searchParams }: PlanPageProps) {
  await requirePage('read');
  const [{ id }, { moved }] = await Promise.all([params, searchParams]);
  return <PlanView id={id} hasMoved={moved === '1'} />;
}
