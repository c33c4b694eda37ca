import type { ReactNode } from 'react';
import { StatusIcon } from '@/components/ui/status-icon';

interface DetailsProps {
  title: ReactNode;
  note?: ReactNode;
  open?: boolean;
  children: ReactNode;
}

/** Folds content away under its heading. */
export function Details({ title, note, open = false, children }: DetailsProps) {
  return (
    <details open={open} className="group">
      <summary className="marker-none target flex items-center gap-2">
        <StatusIcon name="chevron" size="small" className="transition-transform duration-100 group-open:rotate-90" />
        <h3>{title}</h3>
        {note !== undefined && <small className="ml-auto">{note}</small>}
      </summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
