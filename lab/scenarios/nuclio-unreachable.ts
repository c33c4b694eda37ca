import { podFaultScenario } from './pod-fault';

/** Nuclio's dashboard hangs: models can be neither listed nor called. */
export const nuclioUnreachable = podFaultScenario({
  id: 'nuclio-unreachable',
  title: 'Nuclio’s dashboard hangs; no model can be listed or called',
  expects: ['nuclio-unreachable'],
  mayAlsoShow: ['probe-failing'],
  labels: { 'nuclio.io/app': 'dashboard' },
  fault: { unready: 'Get "http://10.42.0.20:8082/ready": context deadline exceeded (Client.Timeout exceeded while awaiting headers)' },
});
