'use client';

import { useQuery } from '@tanstack/react-query';
import { Reading } from '@/components/ui/reading';
import { useLive } from '@/lib/queries/live';
import { topicQuery } from '@/lib/queries/topics';
import { ModelsList } from './models-list';

/** The models for somebody signed in: patched by the stream. */
export function LiveModels() {
  const { data } = useQuery(topicQuery('models'));
  const { live, asOf } = useLive();
  if (!data) return <Reading />;
  return <ModelsList rows={data.rows} asOf={asOf ?? data.asOf} live={live} signedIn />;
}
