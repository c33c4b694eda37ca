'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ModelPill } from '@/components/now/model-pill';
import { Card } from '@/components/ui/card';
import { CardHead } from '@/components/ui/card-head';
import { NotThere } from '@/components/ui/not-there';
import { RowList } from '@/components/ui/row-list';
import type { ModelRow } from '@/lib/domain/rows/topics';

const order: readonly ModelRow['state'][] = ['broken', 'warming-up', 'busy', 'unknown', 'ready', 'off'];

interface ModelsGlanceProps {
  models: readonly ModelRow[] | undefined;
  isOld: boolean;
  /** Nothing was read yet, but is being read. */
  isReading: boolean;
}

/** What annotators see. */
export function ModelsGlance({ models, isOld, isReading }: ModelsGlanceProps) {
  const t = useTranslations();
  const sorted = [...(models ?? [])].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.name.localeCompare(b.name));
  return (
    <Card labelledBy="models">
      <CardHead
        id="models"
        title={
          <Link href={'/models' as Route} className="target inline-flex items-center">
            {t('words.page.models')}
          </Link>
        }
        note={t('now.models.note')}
      />
      {!models && <NotThere isReading={isReading} />}
      {models?.length === 0 && <p className="text-sm text-ink2">{t('now.models.none')}</p>}
      <RowList
        rows={sorted.map((model) => ({
          key: model.id,
          start: (
            <>
              {model.name} <small>{t(`words.modelKind.${isKind(model.kind) ? model.kind : 'unknown'}`)}</small>
            </>
          ),
          end: <ModelPill model={model} isOld={isOld} />,
        }))}
      />
    </Card>
  );
}

function isKind(kind: string): kind is 'detector' | 'interactor' | 'tracker' | 'reid' {
  return ['detector', 'interactor', 'tracker', 'reid'].includes(kind);
}
