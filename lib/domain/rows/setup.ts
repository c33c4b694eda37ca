import type { CvatTokenView } from '@/lib/domain/rows/cvat-token';
import type { SetupRow } from '@/lib/domain/setup/setup-row';

/** GET /api/setup: every source of facts, and CVAT's token. Which releases were seen stands in GET /api/discovery. */
export interface SetupView {
  readonly clusterName: string;
  /** False where Loupe was given neither a kubeconfig nor a service account. */
  readonly hasCluster: boolean;
  readonly installation?: { readonly namespace: string; readonly release: string };
  /** Loupe's account as the API server knows it. */
  readonly account?: string;
  readonly rows: readonly SetupRow[];
  readonly token: CvatTokenView;
}
