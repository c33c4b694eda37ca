import type { Text } from '@/lib/domain/text';

/** What a server action answers: what it made, or why it did nothing. `fields` names the inputs that were wrong. */
export type ActionAnswer<T> =
  | { readonly ok: true; readonly data: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly message: Text; readonly eventId: string; readonly fields?: Readonly<Record<string, string>> };
    };
