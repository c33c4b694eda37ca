import { editedDeployments } from './edited-deployment';
import { setEnv } from './restore';

/** The port was changed for the worker that calls models, and for nobody else. */
export const settingInconsistent = editedDeployments({
  id: 'setting-inconsistent',
  title: 'The annotation worker looks for Nuclio on another port than the server',
  expects: ['setting-inconsistent'],
  mayAlsoShow: ['nuclio-address-wrong', 'live-fix-unsaved'],
  names: ['cvat-backend-worker-annotation'],
  edit: (template) => setEnv(template, 'cvat-backend', 'CVAT_NUCLIO_PORT', '80'),
});
