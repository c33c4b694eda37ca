import type { ReactNode } from 'react';
import { classNames } from '@/components/ui/class-names';

interface CardProps {
  children: ReactNode;
  /** Id of its heading. */
  labelledBy?: string;
  as?: 'section' | 'article' | 'div';
  className?: string;
}

/** A frame that means "one thing". Never a card in a card. */
export function Card({ children, labelledBy, as: Tag = 'section', className }: CardProps) {
  return (
    <Tag aria-labelledby={labelledBy} className={classNames('hairline min-w-0 rounded-lg bg-panel p-4', className)}>
      {children}
    </Tag>
  );
}
