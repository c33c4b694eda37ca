import { useTranslations } from 'next-intl';
import { StatusIcon } from '@/components/ui/status-icon';
import { stateLook, stateOrder } from './model-state';

/** What the six words mean. */
export function WordList() {
  const t = useTranslations('models');
  return (
    <section aria-labelledby="words" className="mt-8">
      <h3 id="words">{t('words')}</h3>
      <dl className="mt-3 grid gap-x-6 gap-y-4 sm:grid-cols-2 desk:grid-cols-3">
        {stateOrder.map((state) => (
          <div key={state} className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-3">
            <StatusIcon name={stateLook[state].icon} className="mt-0.5" />
            <dt className="font-semibold">{t(`states.${state}`)}</dt>
            <dd className="col-start-2 text-xs text-ink3">{t(`meanings.${state}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
