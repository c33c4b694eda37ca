import { podFaultScenario } from './pod-fault';

/** A model's process hangs; Nuclio's own state follows within three minutes. */
export const functionUnhealthy = podFaultScenario({
  id: 'function-unhealthy',
  title: 'The tracker SiamMask hangs and is no longer ready',
  expects: ['function-unhealthy'],
  mayAlsoShow: ['probe-failing'],
  labels: { 'nuclio.io/function-name': 'pth-foolwood-siammask' },
  fault: { unready: 'Get "http://10.42.1.12:8080/__internal/health": context deadline exceeded (Client.Timeout exceeded while awaiting headers)' },
});
