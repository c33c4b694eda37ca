import 'server-only';
import { fetch as undiciFetch } from 'undici';
import { type AskCvat, askCvat, type Fetch } from '@/lib/cvat/ask-cvat';
import { authorization, type TokenKind } from '@/lib/cvat/authorization';
import { readCloudStorages } from '@/lib/cvat/read-cloud-storages';
import { readInferenceRequests } from '@/lib/cvat/read-inference-requests';
import { readModels } from '@/lib/cvat/read-models';
import { readAbout, readHealth } from '@/lib/cvat/read-server';
import { readUser } from '@/lib/cvat/read-user';
import { AppError } from '@/lib/domain/errors';
import type { CloudStorageFact, CvatAbout, CvatHealth, CvatModels, CvatUser, InferenceRequestFact } from '@/lib/domain/facts/cvat';
import type { Way } from '@/lib/domain/ports/reach';
import { createWayFetch } from '@/lib/http/way-fetch';

export interface CvatApiOptions {
  /** The way to CVAT's server, asked for anew with each question: where it answers may change. */
  readonly way: () => Promise<Way>;
  /** A token of an administrator; a read-only access token is enough. Without one only `about` and `health` can be asked. */
  readonly token?: () => Promise<string | undefined>;
  readonly tokenKind?: TokenKind;
  readonly fetch?: Fetch;
}

/**
 * What Loupe reads of CVAT. Each call throws `cvat-unreachable`, `timed-out` or `cvat-failed`; the ones that need a token also `cvat-denied`, and
 * `not-configured` when there is none. What `way` throws (`endpoint-*`, `cluster-*`) comes through as it is: nothing was asked.
 */
export interface CvatApi {
  about(): Promise<CvatAbout>;
  health(): Promise<CvatHealth>;
  /** Whose token it is. */
  user(): Promise<CvatUser>;
  /** The list annotators choose from. That the list itself fails is an answer, not an error. */
  models(): Promise<CvatModels>;
  inferenceRequests(): Promise<readonly InferenceRequestFact[]>;
  cloudStorages(): Promise<readonly CloudStorageFact[]>;
}

/** CVAT's REST API, read only. */
export function createCvatApi({ way, token: readToken, tokenKind = 'auto', fetch = undiciFetch }: CvatApiOptions): CvatApi {
  let version: string | undefined;

  const fetchOn = createWayFetch(fetch);
  const ask: AskCvat = async (question) => {
    const found = await way();
    return askCvat(fetchOn(found), found, question);
  };

  async function about(): Promise<CvatAbout> {
    const found = await readAbout(ask);
    version = found.version;
    return found;
  }

  const askWithToken: AskCvat = async (question) => {
    const token = await readToken?.();
    if (!token?.trim()) throw new AppError('not-configured', { params: { setting: 'cvat-token' } });
    if (version === undefined && tokenKind === 'auto') await about();
    return ask({ ...question, authorization: authorization(token, tokenKind, version) });
  };

  return {
    about,
    health: () => readHealth(ask),
    user: () => readUser(askWithToken),
    models: () => readModels(askWithToken),
    inferenceRequests: () => readInferenceRequests(askWithToken),
    cloudStorages: () => readCloudStorages(askWithToken),
  };
}
