import type { ReactNode } from 'react';
import { Stack } from '@/components/ui/stack';

/** Main column and a right column of 376; one column at 1180 px and less. */
export function Columns({ main, side }: { main: ReactNode; side: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-4 wide:grid-cols-[minmax(0,1fr)_376px]">
      <Stack>{main}</Stack>
      <Stack>{side}</Stack>
    </div>
  );
}
