import type { ErrorCode } from '@/lib/domain/errors';
import type { SourceRow, Topic, TopicChange } from '@/lib/domain/rows/topics';
import type { Text } from '@/lib/domain/text';

/** How one source stands, by the id of its row in the topic `sources`. */
export interface SourceAge {
  readonly state: SourceRow['state'];
  readonly asOf?: string;
}

/** Sent every 2 s on the stream, whatever happens: how old things are is data. */
export interface Beat {
  /** Now, by the API server's clock. */
  readonly at: string;
  /** As the head row says: false within 10 s of the API server's silence, true only after a complete re-read. */
  readonly live: boolean;
  readonly asOf?: string;
  readonly sources: Readonly<Record<string, SourceAge>>;
  /** Last sequence of every topic: a reader that is behind reads the topic again. */
  readonly seqs: Readonly<Partial<Record<Topic, number>>>;
  /** Changes when the server started anew: sequences then begin again. */
  readonly boot: string;
}

/** The events of GET /api/stream: `beat` and `changes`. */
export interface StreamEvents {
  readonly beat: Beat;
  readonly changes: readonly TopicChange[];
}

/** Body of every answer that is no success. */
export interface ErrorBody {
  readonly error: { readonly code: ErrorCode; readonly message: Text; readonly eventId: string };
}
