import { podFaultScenario } from './pod-fault';

/** Vector's buffer on its pod's own disk is damaged: restarting the container does not help, a new pod does. */
export const podCrashLoop = podFaultScenario({
  id: 'pod-crash-loop',
  title: 'Vector crashes at each start: its disk buffer is damaged',
  expects: ['pod-crash-loop'],
  mayAlsoShow: ['rollout-stuck'],
  labels: { 'app.kubernetes.io/name': 'vector' },
  fault: {
    crash: {
      exitCode: 78,
      lines: [
        'INFO vector::app: Loading configs. paths=["/etc/vector"]',
        'ERROR vector::topology::builder: Configuration error. error=Sink "clickhouse": error occurred when building buffer: failed to build individual stage 0: failed to load/create ledger: failed to read record: data corrupted',
        'ERROR vector::cli: Configuration failed to build; exiting.',
      ],
    },
  },
});
