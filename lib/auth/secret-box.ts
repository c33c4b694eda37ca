import 'server-only';
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

const ALGORITHM = 'aes-256-gcm';

/** A text nobody reads without the instance's secret. `key` names the secret it was sealed under without telling anything of it. */
export const sealedTextSchema = z.object({ v: z.literal(1), key: z.string(), iv: z.string(), tag: z.string(), text: z.string() });
export type SealedText = z.infer<typeof sealedTextSchema>;

/** What opening gave: the text, or why there is none. `renew` says that it was sealed under a former secret and should be sealed again. */
export type Opened =
  | { readonly state: 'open'; readonly text: string; readonly renew: boolean }
  /** Sealed under a secret this instance does not have. */
  | { readonly state: 'other-secret' }
  /** Changed since it was sealed, or sealed for another purpose. */
  | { readonly state: 'damaged' };

export interface SecretBox {
  /** `purpose` is bound to the text: what was sealed for one thing cannot be put in the place of another. */
  seal(purpose: string, text: string): SealedText;
  /** Never throws. */
  open(purpose: string, sealed: SealedText): Opened;
}

/**
 * Keeps texts encrypted at rest: AES-256-GCM with a random nonce each time, under a key that HKDF-SHA-256 derives from the instance's secret.
 * `former` secrets open what they sealed, so that the secret can be changed.
 */
export function createSecretBox(secret: string, former: readonly string[] = []): SecretBox {
  const current = keyOf(secret);
  const byId = new Map([...former.map(keyOf), current].map((key) => [key.id, key]));
  return {
    seal: (purpose, text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv(ALGORITHM, current.bytes, iv).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { v: 1, key: current.id, iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: sealed.toString('base64') };
    },
    open: (purpose, sealed) => {
      const key = byId.get(sealed.key);
      if (!key) return { state: 'other-secret' };
      const text = decrypted(key.bytes, purpose, sealed);
      return text === undefined ? { state: 'damaged' } : { state: 'open', text, renew: key.id !== current.id };
    },
  };
}

function decrypted(key: Buffer, purpose: string, sealed: SealedText): string | undefined {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 }).setAAD(Buffer.from(purpose));
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'));
    return Buffer.concat([decipher.update(sealed.text, 'base64'), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** The key and its name; the name is derived apart, so that it tells nothing of the key. */
function keyOf(secret: string): { readonly bytes: Buffer; readonly id: string } {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `loupe kept secrets v1, ${use}`, 32));
  return { bytes: derive('key'), id: createHash('sha256').update(derive('name of the key')).digest('hex').slice(0, 16) };
}
