import 'server-only';
import { z } from 'zod';
import { type SecretBox, sealedTextSchema } from '@/lib/auth/secret-box';
import { type Clock, toIso } from '@/lib/domain/clock';
import type { SettingStore } from '@/lib/domain/ports/stores';
import type { CvatTokenTest, CvatTokenView } from '@/lib/domain/rows/cvat-token';

const KEY = 'cvat-token';
const keptSchema = z.object({ sealed: sealedTextSchema, setAt: z.string(), setBy: z.string() });
type Kept = z.infer<typeof keptSchema>;

export interface CvatTokenKeeper {
  /** The token to ask CVAT with: the environment's, else the entered one, else none. For the CVAT client and nobody else. */
  token(): Promise<string | undefined>;
  /** How it stands; never its value. */
  readonly state: Pick<CvatTokenView, 'origin' | 'setAt' | 'setBy' | 'unreadable' | 'test'>;
  /** Keeps a token that was just tested, sealed, in place of the one before. */
  keep(token: string, by: string, test: CvatTokenTest): Promise<void>;
  /** Forgets the entered token. */
  remove(): Promise<void>;
  /** Notes what CVAT said of the token in use. */
  tested(test: CvatTokenTest): void;
  /** Called after another token, or none, is in use. */
  onChange(listener: () => void): void;
}

interface CvatTokenDeps {
  readonly store: SettingStore;
  readonly box: SecretBox;
  /** LOUPE_CVAT_TOKEN. */
  readonly configured: string | undefined;
  readonly clock: Clock;
}

/**
 * Opens what was kept. A token sealed under a former secret is sealed again under today's; one that cannot be opened is neither an error nor
 * forgotten: the page says that it has to be entered again.
 */
export async function openCvatToken({ store, box, configured, clock }: CvatTokenDeps): Promise<CvatTokenKeeper> {
  let held = read(await store.get(KEY), box);
  let test: CvatTokenTest | undefined;
  const listeners: (() => void)[] = [];
  const put = async (kept: Kept | null) => {
    await store.set(KEY, kept);
    held = read(kept, box);
    for (const listener of listeners) listener();
  };
  if (held.kept && held.text !== undefined && held.renew) await put({ ...held.kept, sealed: box.seal(KEY, held.text) });
  return {
    token: async () => configured ?? held.text,
    get state() {
      return { ...(configured === undefined ? stateOf(held) : { origin: 'environment' as const }), ...(test ? { test } : {}) };
    },
    keep: async (token, by, result) => {
      test = result;
      await put({ sealed: box.seal(KEY, token), setAt: toIso(clock.now()), setBy: by });
    },
    remove: async () => {
      test = undefined;
      await put(null);
    },
    tested: (result) => {
      test = result;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

interface Held {
  readonly kept?: Kept;
  readonly text?: string;
  readonly renew?: boolean;
  readonly unreadable?: 'other-secret' | 'damaged';
}

function read(value: unknown, box: SecretBox): Held {
  if (value === undefined || value === null) return {};
  const kept = keptSchema.safeParse(value);
  if (!kept.success) return { unreadable: 'damaged' };
  const opened = box.open(KEY, kept.data.sealed);
  return opened.state === 'open' ? { kept: kept.data, text: opened.text, renew: opened.renew } : { kept: kept.data, unreadable: opened.state };
}

function stateOf({ kept, text, unreadable }: Held): CvatTokenKeeper['state'] {
  const set = kept ? { setAt: kept.setAt, setBy: kept.setBy } : {};
  if (unreadable) return { origin: 'unreadable', unreadable, ...set };
  return text === undefined ? { origin: 'none' } : { origin: 'entered', ...set };
}
