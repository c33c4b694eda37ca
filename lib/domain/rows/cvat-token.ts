import type { ErrorCode } from '@/lib/domain/errors';

/** What CVAT said of a token when it was asked with it. */
export interface CvatTokenTest {
  readonly at: string;
  /** `unanswered`: CVAT could not be asked; that says nothing about the token. */
  readonly outcome: 'works' | 'refused' | 'unanswered';
  /** Whom it belongs to, where CVAT said so. */
  readonly user?: string;
  /** Only an administrator's token shows what all users have. */
  readonly isAdmin?: boolean;
  readonly cvatVersion?: string;
  /** Why it does not work. */
  readonly reason?: ErrorCode;
}

/** How Loupe's token for CVAT stands. Never its value. */
export interface CvatTokenView {
  /**
   * `environment`: LOUPE_CVAT_TOKEN, which wins over an entered one. `unreadable`: one is kept, but the instance's secret is another now or the
   * record is damaged; it has to be entered again.
   */
  readonly origin: 'environment' | 'entered' | 'unreadable' | 'none';
  readonly setAt?: string;
  readonly setBy?: string;
  /** Why it is unreadable. */
  readonly unreadable?: 'other-secret' | 'damaged';
  readonly test?: CvatTokenTest;
  /** Where people open CVAT, if it was configured or read of the release; text, not a link, unless `isLink`. */
  readonly page?: { readonly address: string; readonly isLink: boolean };
  /** False where this CVAT's version has no page to make tokens (before 2.48): then a key is got by a request. */
  readonly hasTokenPage?: boolean;
}
