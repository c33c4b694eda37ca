import type { LabObject } from '../world/object-store';

interface ProxyDecision {
  readonly host: string;
  readonly address: string;
  readonly allow: boolean;
  readonly rule: string;
  readonly at: string;
}

/** One decision of the egress proxy, as it stands in a backend's log. */
export function proxyDecisionLine({ host, address, allow, rule, at }: ProxyDecision): string {
  const denied = `The destination address (${address}) was denied by rule '${rule}'. destination address was denied by rule, see error`;
  return JSON.stringify({
    allow,
    content_length: 0,
    decision_reason: allow ? rule : denied,
    dns_lookup_time_ms: 1,
    enforce_would_deny: !allow,
    id: 'd5p0c1k8s3v0000000g0',
    inbound_remote_addr: '127.0.0.1:48122',
    level: allow ? 'info' : 'warning',
    msg: 'CANONICAL-PROXY-DECISION',
    proxy_type: 'http',
    requested_host: host,
    time: at,
  });
}

/** What a container writes when it starts, by what runs in it. */
export function startLines(pod: LabObject, container: LabObject): readonly string[] {
  const component = pod.metadata.labels?.component;
  switch (container.name) {
    case 'cvat-backend':
      return component === 'server'
        ? [
            'wait-for-deps: all dependencies are up',
            'INFO success: smokescreen entered RUNNING state',
            'INFO success: nginx entered RUNNING state',
            'INFO success: uvicorn-0 entered RUNNING state',
            'Started server process',
          ]
        : [
            'wait-for-deps: all dependencies are up',
            `*** Listening on ${String(component).replace('worker-', '')}...`,
            'Worker rq:worker started with PID 41, version 2.3.3',
          ];
    case 'cvat-frontend-app-container':
      return ['/docker-entrypoint.sh: Configuration complete; ready for start up', 'start worker processes'];
    case 'cvat-opa-app-container':
      return [
        '{"addrs":[":8181"],"diagnostic-addrs":[],"level":"info","msg":"Initializing server."}',
        '{"level":"info","msg":"Bundle loaded and activated successfully.","name":"cvat","plugin":"bundle"}',
      ];
    case 'cvat-kvrocks-app-container':
      return ['[info] kvrocks 2.12.1', '[info] [storage] Success to load the data from disk', '[info] Ready to accept connections'];
    case 'postgresql':
      return ['LOG:  database system is ready to accept connections'];
    case 'redis':
      return ['* Ready to accept connections tcp'];
    case 'vector':
      return [
        'INFO vector::app: Loading configs. paths=["/etc/vector"]',
        'INFO vector::topology::running: Running healthchecks.',
        'INFO vector: Vector has started. version="0.26.0"',
      ];
    case 'clickhouse':
      return ['<Information> Application: Ready for connections.'];
    case 'grafana':
      return ['logger=http.server level=info msg="HTTP Server Listen" address=[::]:3000 protocol=http subUrl='];
    case 'nuclio':
      return ['Starting processor', 'Init context... 0%', 'Init context...100%', 'Processor started'];
    default:
      return [`${container.name} started`];
  }
}
