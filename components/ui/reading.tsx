'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';

/** Blank for 300 ms, then "reading…": no flash on a fast answer, no shimmer on a slow one. Takes its line of room from the start. */
export function Reading() {
  const t = useTranslations('ui');
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <span role="status" className="text-ink3">
      {isSlow ? t('reading') : ' '}
    </span>
  );
}
