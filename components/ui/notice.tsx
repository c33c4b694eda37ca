'use client';

import { Message } from '@/components/ui/message';
import { StatusIcon } from '@/components/ui/status-icon';
import type { Text } from '@/lib/domain/text';

/** What went wrong with the last click, under the button that was pressed. Read out at once. */
export function Notice({ text }: { text: Text | undefined }) {
  return (
    <div role="alert" className="text-sm text-bad">
      {text && (
        <span className="mt-2 flex items-start gap-2">
          <StatusIcon name="bad" className="mt-0.5" />
          <span className="min-w-0">
            <Message text={text} />
          </span>
        </span>
      )}
    </div>
  );
}
