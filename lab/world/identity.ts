/** Names and versions of the simulated installation. Everything that builds or looks for its objects takes them from here. */
export const NAMESPACE = 'cvat';
export const RELEASE = 'cvat';
export const CHART_VERSION = '0.17.1';
export const CVAT_TAG = 'v2.46.1';
export const NUCLIO_VERSION = '1.15.13';
export const PROJECT = 'cvat';

export const SERVER_NODE = 'polynode-1';
export const GPU_NODE = 'polydev-desktop';

export const MINIO_ADDRESS = '10.43.39.217';
/** What every backend's egress proxy is told in the healthy installation: the object storage's address and port, nothing wider. */
export const SMOKESCREEN_OPTS = `--allow-address=${MINIO_ADDRESS}:80`;
export const NUCLIO_PORT = '8070';

export const KVROCKS_CLAIM = `${RELEASE}-kvrocks-data-${RELEASE}-kvrocks-0`;
export const BACKEND_CLAIM = `${RELEASE}-backend-data`;

/** Backend components as the chart names them. */
export const WORKERS = ['annotation', 'chunks', 'consensus', 'export', 'import', 'qualityreports', 'utils', 'webhooks'] as const;
export const BACKEND_DEPLOYMENTS = [`${RELEASE}-backend-server`, ...WORKERS.map((worker) => `${RELEASE}-backend-worker-${worker}`)];

export const GPU_UUID = 'GPU-5b1e6c0a-7d2f-4a11-9c3e-2f8f4c7d9a10';
export const GPU_RESOURCE = 'nvidia.com/gpu';

export const GIB = 1024 ** 3;
export const MIB = 1024 ** 2;
