import type { ChosenBy } from '@/lib/domain/discovery/choose-installation';
import type { ReleaseSearch } from '@/lib/domain/discovery/release-candidate';
import type { CvatTokenView } from '@/lib/domain/rows/cvat-token';
import type { SetupRow } from '@/lib/domain/setup/setup-row';

/** Which releases were seen and which one is open. */
export interface ReleasesView {
  readonly state: 'open' | 'looking' | 'none' | 'several';
  readonly by?: ChosenBy;
  /** Named in the environment: nobody can choose here. */
  readonly isPinned: boolean;
  /** The last look around that was answered. */
  readonly search?: ReleaseSearch;
}

/** GET /api/setup: every source of facts, the installation and CVAT's token. */
export interface SetupView {
  readonly clusterName: string;
  /** False where Loupe was given neither a kubeconfig nor a service account. */
  readonly hasCluster: boolean;
  readonly installation?: { readonly namespace: string; readonly release: string };
  readonly releases?: ReleasesView;
  /** Loupe's account as the API server knows it. */
  readonly account?: string;
  readonly rows: readonly SetupRow[];
  readonly token: CvatTokenView;
}
