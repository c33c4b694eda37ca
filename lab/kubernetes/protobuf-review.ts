import { type StatusError, unsupportedMediaType } from './status-error';

/** How kubectl sends what it knows the Go types of. */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

const ENVELOPE = Buffer.from('k8s\0');
const TYPE_META = 1;
const RAW = 2;
const KIND = 2;
const SPEC = 2;
const RESOURCE_ATTRIBUTES = 1;

/** Fields of ResourceAttributes by their numbers. */
const ATTRIBUTES: Readonly<Record<number, string>> = { 1: 'namespace', 2: 'verb', 3: 'group', 4: 'version', 5: 'resource', 6: 'subresource', 7: 'name' };

/**
 * A self-subject review in protobuf, so that `kubectl auth can-i` works; the lab reads nothing else in that form (415). The answer is
 * JSON, which kubectl accepts.
 */
export function readProtobufReview(body: Buffer): unknown {
  if (body.subarray(0, 4).equals(ENVELOPE)) {
    const envelope = fieldsOf(body.subarray(4));
    const kind = fieldsOf(envelope.get(TYPE_META)).get(KIND)?.toString();
    if (kind === 'SelfSubjectRulesReview' || kind === 'SelfSubjectReview') return { kind, spec: {} };
    if (kind === 'SelfSubjectAccessReview') {
      const spec = fieldsOf(fieldsOf(envelope.get(RAW)).get(SPEC));
      const attributes = spec.get(RESOURCE_ATTRIBUTES);
      if (!attributes) return { kind, spec: {} };
      const named = [...fieldsOf(attributes)].flatMap(([number, value]) => (ATTRIBUTES[number] ? [[ATTRIBUTES[number], value.toString()]] : []));
      return { kind, spec: { resourceAttributes: Object.fromEntries(named) } };
    }
  }
  throw notJson();
}

/** The refusal of any other body in protobuf. */
export function notJson(): StatusError {
  return unsupportedMediaType('the body of the request was in an unknown format - accepted media types include: application/json');
}

/** The length-delimited fields of a message; none of the messages read here has others that matter. */
function fieldsOf(message: Buffer | undefined): Map<number, Buffer> {
  const fields = new Map<number, Buffer>();
  let position = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; message && position < message.length; shift += 7) {
      const byte = message[position++] as number;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (message && position < message.length) {
    const tag = varint();
    if ((tag & 7) === 0) varint();
    else if ((tag & 7) === 2) {
      const length = varint();
      fields.set(tag >> 3, message.subarray(position, position + length));
      position += length;
    } else break;
  }
  return fields;
}
