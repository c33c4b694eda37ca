import { AppError } from '@/lib/domain/errors';

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** True for a DNS-1123 label: what Kubernetes accepts as a namespace, Service or container name. */
export function isDnsLabel(name: string): boolean {
  return LABEL.test(name);
}

/** True for a DNS-1123 subdomain: what Kubernetes accepts as the name of most objects. Never true for `.` or `..`. */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= 253 && name.split('.').every(isDnsLabel);
}

/**
 * Returns the name unchanged when it may stand in an API path, and throws `invalid-name` otherwise. The stock client does not encode dots:
 * with `..` as a pod's name its delete call removes the namespace. Everything that names an object passes here first.
 */
export function assertObjectName(name: string): string {
  if (!isDnsSubdomain(name)) throw new AppError('invalid-name', { params: { name: name.slice(0, 80) } });
  return name;
}
