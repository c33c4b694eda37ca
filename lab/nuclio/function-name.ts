import { DashboardError } from './dashboard-error';

const RESERVED = new Set(['dashboard', 'controller', 'dlx', 'scaler']);
const QUALIFIED_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Nuclio's own checks of a name, which are looser than Kubernetes'. */
export function checkFunctionName(name: unknown): string {
  if (typeof name !== 'string' || !name) throw new DashboardError(400, 'Function name must be provided in metadata');
  const faults: string[] = [];
  if (name.length > 63) faults.push('name part must be no more than 63 characters');
  if (!QUALIFIED_PART.test(name)) {
    faults.push(
      "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
        "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')",
    );
  }
  if (faults.length > 0) throw new DashboardError(400, `Function name doesn't conform to k8s naming convention. Errors: ${faults.join(', ')}`);
  if (RESERVED.has(name)) throw new DashboardError(412, `Function name ${name} is reserved and cannot be used.`);
  return name;
}

/** What Kubernetes refuses although Nuclio let it through: a 500 in the dashboard's words. */
export function checkObjectName(name: string): void {
  if (SUBDOMAIN.test(name)) return;
  throw new DashboardError(
    500,
    `NuclioFunction.nuclio.io "${name}" is invalid: metadata.name: Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case ` +
      "alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
      "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
  );
}
