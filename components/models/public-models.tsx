'use client';

import { useQuery } from '@tanstack/react-query';
import { Reading } from '@/components/ui/reading';
import { publicModelsQuery } from '@/lib/queries/details';
import { ModelsList } from './models-list';

/** The models for somebody without an account: looks again every 5 s. */
export function PublicModels() {
  const { data, isError } = useQuery(publicModelsQuery());
  if (!data) return <Reading />;
  return <ModelsList rows={data.rows} asOf={data.asOf} live={data.live && !isError} signedIn={false} />;
}
