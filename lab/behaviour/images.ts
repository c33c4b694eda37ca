import type { LabObject } from '../world/object-store';

const minorOf = (image: string) => Number(/:v2\.(\d+)\./.exec(image)?.[1] ?? Number.NaN);

/** The user an image is built with, where that is a name: then nobody can tell from outside that it is not root. Facts of the images. */
export function namedUser(image: string): string | undefined {
  if (/(^|\/)cvat-server:/.test(image)) return 'django';
  if (/(^|\/)cvat\/server:/.test(image)) return minorOf(image) < 44 ? 'django' : undefined;
  if (/(^|\/)apache\/kvrocks:/.test(image)) return 'kvrocks';
  return undefined;
}

/** Up to 2.43 the UI was plain nginx: root, port 80. */
const oldInterface = (image: string) => /(^|\/)cvat\/ui:/.test(image) && minorOf(image) < 44;

export const runsAsRoot = (image: string) => oldInterface(image);

/** Ports the process really listens on, whatever the manifest declares. */
export function listeningPorts(container: LabObject): readonly number[] {
  if (/(^|\/)cvat\/ui:/.test(container.image)) return [oldInterface(container.image) ? 80 : 8000];
  const declared: number[] = (container.ports ?? []).map((port: LabObject) => port.containerPort);
  return container.name === 'nuclio' ? [...declared, 8081, 8082] : declared;
}

/** A probe's or Service's port as a number: names are looked up in the container. */
export function portNumber(container: LabObject, port: number | string): number | undefined {
  if (typeof port === 'number') return port;
  return container.ports?.find((candidate: LabObject) => candidate.name === port)?.containerPort;
}
