import 'server-only';
import { fetch as undiciFetch } from 'undici';
import { type AskCvat, askCvat, type Fetch } from '@/lib/cvat/ask-cvat';
import { authorization, type TokenKind } from '@/lib/cvat/authorization';
import { readCloudStorages } from '@/lib/cvat/read-cloud-storages';
import { readInferenceRequests } from '@/lib/cvat/read-inference-requests';
import { readModels } from '@/lib/cvat/read-models';
import { readAbout, readHealth } from '@/lib/cvat/read-server';
import { AppError } from '@/lib/domain/errors';
import type { CloudStorageFact, CvatAbout, CvatHealth, CvatModels, InferenceRequestFact } from '@/lib/domain/facts/cvat';

export interface CvatApiOptions {
  /** `http://cvat-backend-service:8080` or what reaches it. */
  readonly baseUrl: string;
  /** A token of an administrator; a read-only access token is enough. Without one only `about` and `health` can be asked. */
  readonly token?: string;
  readonly tokenKind?: TokenKind;
  readonly fetch?: Fetch;
}

/**
 * What Loupe reads of CVAT. Each call throws `cvat-unreachable`, `timed-out` or `cvat-failed`; the ones that need a token also `cvat-denied`, and
 * `not-configured` when there is none.
 */
export interface CvatApi {
  about(): Promise<CvatAbout>;
  health(): Promise<CvatHealth>;
  /** The list annotators choose from. That the list itself fails is an answer, not an error. */
  models(): Promise<CvatModels>;
  inferenceRequests(): Promise<readonly InferenceRequestFact[]>;
  cloudStorages(): Promise<readonly CloudStorageFact[]>;
}

/** CVAT's REST API, read only. */
export function createCvatApi({ baseUrl, token, tokenKind = 'auto', fetch = undiciFetch }: CvatApiOptions): CvatApi {
  const base = cvatUrl(baseUrl);
  let version: string | undefined;

  const ask: AskCvat = (question) => askCvat(fetch, base, question);

  async function about(): Promise<CvatAbout> {
    const found = await readAbout(ask);
    version = found.version;
    return found;
  }

  const askWithToken: AskCvat = async (question) => {
    if (!token?.trim()) throw new AppError('not-configured', { params: { setting: 'cvat-token' } });
    if (version === undefined && tokenKind === 'auto') await about();
    return ask({ ...question, authorization: authorization(token, tokenKind, version) });
  };

  return {
    about,
    health: () => readHealth(ask),
    models: () => readModels(askWithToken),
    inferenceRequests: () => readInferenceRequests(askWithToken),
    cloudStorages: () => readCloudStorages(askWithToken),
  };
}

function cvatUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new AppError('invalid-address', { detail: 'CVAT URL' });
  return url;
}
