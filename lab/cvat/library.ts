import { LAB_USER } from './authenticate';

/** The lab's annotation work: two projects, their tasks, and the tasks' jobs. Small, and consistent with each other. */
interface TaskInput {
  readonly id: number;
  readonly name: string;
  readonly projectId: number | null;
  readonly frames: number;
  readonly segment: number;
  readonly quality: number;
  readonly chunk: number;
  readonly storageId: number | null;
}

const INPUT: readonly TaskInput[] = [
  { id: 11, name: 'Match 2026-01-18, first half', projectId: 1, frames: 3930, segment: 1000, quality: 70, chunk: 36, storageId: 1 },
  { id: 12, name: 'Match 2026-01-18, second half', projectId: 1, frames: 4102, segment: 1000, quality: 70, chunk: 36, storageId: 1 },
  { id: 19, name: 'Training ground, camera 2', projectId: 2, frames: 640, segment: 320, quality: 70, chunk: 9, storageId: 2 },
  { id: 23, name: 'Uploaded by hand', projectId: null, frames: 48, segment: 48, quality: 80, chunk: 36, storageId: null },
];

const CREATED = '2026-01-19T09:30:00Z';
const UPDATED = '2026-01-28T16:05:00Z';

export const OWNER = { url: 'http://cvat.lab.test/api/users/1', id: 1, username: LAB_USER.username, first_name: '', last_name: '' };

const api = (path: string) => `http://cvat.lab.test/api/${path}`;
const storage = (id: number, cloudStorageId: number | null) => ({
  id,
  location: cloudStorageId === null ? 'local' : 'cloud_storage',
  cloud_storage_id: cloudStorageId,
});
const shared = {
  assignee: null,
  assignee_updated_date: null,
  bug_tracker: '',
  created_date: CREATED,
  updated_date: UPDATED,
  guide_id: null,
  organization: null,
};

export const USER = {
  ...OWNER,
  email: 'admin@cvat.lab.test',
  groups: ['admin'],
  is_staff: true,
  is_superuser: true,
  is_active: true,
  last_login: UPDATED,
  date_joined: '2025-06-10T07:00:00Z',
  has_analytics_access: true,
};

/** A few of the formats annotations come and go in. */
export const FORMATS = ['CVAT 1.1', 'COCO 1.0', 'Ultralytics YOLO Detection 1.0'].map((format) => {
  const [, name = format, version = '1.0'] = /^(.*) (\S+)$/.exec(format) ?? [];
  return { name, ext: 'ZIP', version, enabled: true, dimension: '2d' };
});

export const TASKS = INPUT.map((task) => ({
  ...shared,
  url: api(`tasks/${task.id}`),
  id: task.id,
  name: task.name,
  project_id: task.projectId,
  mode: 'annotation',
  owner: OWNER,
  overlap: 0,
  segment_size: task.segment,
  status: 'annotation',
  data_chunk_size: task.chunk,
  data_original_chunk_type: 'imageset',
  data_compressed_chunk_type: 'imageset',
  data_cloud_storage_id: task.storageId,
  size: task.frames,
  image_quality: task.quality,
  data: task.id,
  dimension: '2d',
  subset: '',
  organization_id: null,
  target_storage: storage(task.id * 2, task.storageId),
  source_storage: storage(task.id * 2 + 1, task.storageId),
  jobs: { count: Math.ceil(task.frames / task.segment), completed: 0, validation: 0, url: api(`jobs?task_id=${task.id}`) },
  labels: { url: api(`labels?task_id=${task.id}`) },
  validation_mode: null,
  consensus_enabled: false,
}));

export const JOBS = INPUT.flatMap((task) =>
  Array.from({ length: Math.ceil(task.frames / task.segment) }, (_, index) => {
    const [start, stop] = [index * task.segment, Math.min((index + 1) * task.segment, task.frames) - 1];
    const id = task.id * 10 + index;
    return {
      ...shared,
      url: api(`jobs/${id}`),
      id,
      task_id: task.id,
      project_id: task.projectId,
      dimension: '2d',
      status: 'annotation',
      stage: 'annotation',
      state: index === 0 ? 'in progress' : 'new',
      mode: 'annotation',
      frame_count: stop - start + 1,
      start_frame: start,
      stop_frame: stop,
      data_chunk_size: task.chunk,
      data_compressed_chunk_type: 'imageset',
      data_original_chunk_type: 'imageset',
      issues: { url: api(`issues?job_id=${id}`), count: 0 },
      labels: { url: api(`labels?job_id=${id}`) },
      type: 'annotation',
      target_storage: storage(task.id * 2, task.storageId),
      source_storage: storage(task.id * 2 + 1, task.storageId),
      parent_job_id: null,
      consensus_replicas: 0,
    };
  }),
);

export const PROJECTS = [
  { id: 1, name: 'Referees and ball', storageId: 1 },
  { id: 2, name: 'Training ground', storageId: 2 },
].map(({ id, name, storageId }) => ({
  ...shared,
  url: api(`projects/${id}`),
  id,
  name,
  owner: OWNER,
  task_subsets: [],
  status: 'annotation',
  dimension: '2d',
  organization_id: null,
  target_storage: storage(id, storageId),
  source_storage: storage(id + 100, storageId),
  tasks: { count: INPUT.filter((task) => task.projectId === id).length, url: api(`tasks?project_id=${id}`) },
  labels: { url: api(`labels?project_id=${id}`) },
}));
