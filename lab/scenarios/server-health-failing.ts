import { podFaultScenario } from './pod-fault';

/** OPA runs but has lost its rules: every call of a logged-in person fails while CVAT's own pods look ready. */
export const serverHealthFailing = podFaultScenario({
  id: 'server-health-failing',
  title: 'The permission service has lost its rules; CVAT’s health turns red',
  expects: ['server-health-failing'],
  mayAlsoShow: ['probe-failing'],
  labels: { tier: 'opa' },
  fault: { unready: 'HTTP probe failed with statuscode: 500' },
});
