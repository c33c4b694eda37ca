import { diskKey } from '../world/fresh-state';
import { GPU_UUID, NAMESPACE } from '../world/identity';
import type { LogBook } from '../world/log-book';
import type { ContainerAnswers, LabObject } from '../world/object-store';
import type { LabWorld } from '../world/world';
import { gpuOf } from './installation-truth';
import { POD, SECRET } from './kinds';
import { KVROCKS_CONTAINER, type KvrocksEngine } from './kvrocks-engine';
import { listensOn } from './pod-connections';
import { answered, answerRedis, type ExecResult, listDatabase } from './redis-answers';
import { openRespSession } from './resp-session';
import { statsSummary } from './stats-summary';

const DRIVER = '580.95.05';
/** Images without these programs: an exec of them fails as the runtime words it. */
const WITHOUT_DF = ['grafana', 'vector', 'cvat-opa-app-container'];

const missing = (program: string): ExecResult => ({ stdout: '', stderr: `exec: "${program}": executable file not found in $PATH\n`, exitCode: 127 });

/** What happens inside containers: the fixed questions Loupe asks, the logs, the kubelet's figures. */
export function createContainerAnswers(world: LabWorld, logs: LogBook, engine: KvrocksEngine): ContainerAnswers {
  return {
    async exec({ namespace, pod: name, container, argv }) {
      const pod = world.store.get(POD, namespace, name);
      const state = pod?.status?.containerStatuses?.find((status: LabObject) => status.name === container)?.state;
      if (!pod || !state?.running) return { stdout: '', stderr: `container ${container} is not running\n`, exitCode: 126 };
      return answer(world, engine, pod, container, argv);
    },
    log: ({ previous, ...where }) => logs.read(where, previous),
    follow: (where, onLine) => logs.follow(where, onLine),
    connect: ({ namespace, pod: name, port }) => {
      const pod = world.store.get(POD, namespace, name);
      if (!pod?.spec.containers.some((container: LabObject) => container.name === KVROCKS_CONTAINER) || !listensOn(pod, port)) return undefined;
      return openRespSession({ password: () => storePassword(world), answer: (command) => answerRedis(world, engine, command) });
    },
    statsSummary: (node) => statsSummary(world, node),
  };
}

function storePassword(world: LabWorld): string | undefined {
  const held: string | undefined = world.store.get(SECRET, NAMESPACE, 'cvat-kvrocks-secret')?.data?.password;
  return held === undefined ? undefined : Buffer.from(held, 'base64').toString();
}

function answer(world: LabWorld, engine: KvrocksEngine, pod: LabObject, container: string, argv: readonly string[]): ExecResult {
  const [program = '', ...args] = argv;
  const script = args[0] === '-c' ? (args[1] ?? '') : '';
  if (program === 'sh' && script.includes('redis-cli'))
    return container.startsWith('cvat-kvrocks') ? answerRedis(world, engine, args.slice(3)) : missing('redis-cli');
  if (program === 'sh' && script.includes('/dev/nvidia')) return devices(world, pod);
  if (program === 'nvidia-smi') return nvidiaSmi(world, pod);
  if (program.startsWith('python')) return container === 'nuclio' ? frameworkCuda(world, pod) : missing(program);
  if (program === 'du' && container.startsWith('cvat-kvrocks')) return answered(listDatabase(world, args[1] ?? ''));
  if (program === 'find' && args.includes('-delete') && container.startsWith('cvat-kvrocks')) {
    engine.purgeArchive();
    return answered('');
  }
  const isDf = program === 'sh' && script.startsWith('df ');
  if (isDf && WITHOUT_DF.includes(container)) return { stdout: '\n', stderr: 'sh: 1: df: not found\n', exitCode: 127 };
  if (isDf) return diskFree(world, pod, container, args[3] ?? '');
  return missing(program);
}

function devices(world: LabWorld, pod: LabObject): ExecResult {
  const visible = gpuOf(world, pod).devices ? ['/dev/nvidia-uvm', '/dev/nvidia-uvm-tools', '/dev/nvidia0', '/dev/nvidiactl'] : [];
  const asks = pod.spec.containers[0].resources?.limits?.['nvidia.com/gpu'];
  return answered([...visible, `V=${asks ? GPU_UUID : ''}`, ''].join('\n'));
}

function nvidiaSmi(world: LabWorld, pod: LabObject): ExecResult {
  if (!gpuOf(world, pod).devices) return missing('nvidia-smi');
  if (world.podFaults.get(pod.metadata.uid as string)?.gpuLost) return { stdout: 'Failed to initialize NVML: Unknown Error\n', stderr: '', exitCode: 255 };
  const busy = world.cvat.inference.some((request) => request.status === 'started');
  return answered(
    `0, ${GPU_UUID}, NVIDIA RTX A6000, ${DRIVER}, 49140, ${busy ? 18_211 : 15_123}, ${busy ? 71 : 4}, ${busy ? 68 : 46}, ${busy ? '214.60' : '31.40'}\n`,
  );
}

function frameworkCuda(world: LabWorld, pod: LabObject): ExecResult {
  const { cuda } = gpuOf(world, pod);
  const cpuBuild = world.cpuBuilds.has(pod.metadata.labels?.['nuclio.io/function-name'] ?? '');
  const onnx = pod.metadata.annotations?.framework === 'onnx';
  if (onnx) return answered(`${JSON.stringify(['1.20.1', null, false, 0, 'onnxruntime'])}\n`);
  return answered(`${JSON.stringify(cpuBuild ? ['2.5.1+cpu', null, false, 0] : ['2.5.1+cu121', '12.1', cuda, cuda ? 1 : 0])}\n`);
}

function diskFree(world: LabWorld, pod: LabObject, container: string, path: string): ExecResult {
  const spec = pod.spec.containers.find((candidate: LabObject) => candidate.name === container);
  const mount = spec?.volumeMounts?.find((candidate: LabObject) => path === candidate.mountPath || path.startsWith(`${candidate.mountPath}/`));
  if (!mount && path !== '/') return { stdout: '', stderr: `df: ${path}: No such file or directory\n`, exitCode: 1 };
  const claim = pod.spec.volumes?.find((volume: LabObject) => volume.name === mount?.name)?.persistentVolumeClaim?.claimName;
  const disk = claim && world.disks.get(diskKey(pod.metadata.namespace as string, claim));
  const node = world.nodeFs.get(pod.spec.nodeName);
  const [source, where] = disk ? [`/dev/longhorn/${claim}`, mount.mountPath] : ['overlay', '/'];
  const table = (units: string, row: string) => `Filesystem ${units} Mounted on\n${source} ${row} ${where}\n`;
  const blocks = blockRow(disk?.capacityBytes ?? node?.capacityBytes ?? 0, disk?.usedBytes ?? node?.usedBytes ?? 0);
  const inodes = inodeRow(disk?.inodes ?? 15_000_000, disk?.inodesUsed ?? 310_000);
  return answered(`${table('1024-blocks Used Available Capacity', blocks)}\n${table('Inodes IUsed IFree IUse%', inodes)}`);
}

const percent = (used: number, free: number) => `${used + free === 0 ? 0 : Math.ceil((used * 100) / (used + free))}%`;
const inodeRow = (total: number, used: number) => [total, used, total - used, percent(used, total - used)].join(' ');

function blockRow(capacity: number, used: number): string {
  const [total, taken] = [Math.floor(capacity / 1024), Math.ceil(used / 1024)];
  const free = Math.max(0, total - taken);
  return [total, taken, free, percent(taken, free)].join(' ');
}
