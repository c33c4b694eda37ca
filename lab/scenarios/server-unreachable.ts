import { podFaultScenario } from './pod-fault';

/** The server's process hangs on a stale mount: it answers nobody, and only a new pod gets the mount anew. */
export const serverUnreachable = podFaultScenario({
  id: 'server-unreachable',
  title: 'CVAT’s server hangs and answers nobody',
  expects: ['server-unreachable'],
  mayAlsoShow: ['probe-failing', 'server-health-failing'],
  labels: { component: 'server' },
  fault: { unready: 'Get "http://10.42.0.10:8080/api/server/about": context deadline exceeded (Client.Timeout exceeded while awaiting headers)' },
});
