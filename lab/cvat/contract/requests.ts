import { document } from './openapi';

/** A request as it went out. `query`: names of its parameters. */
export interface AskedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly accept: string;
  readonly hasBody: boolean;
}

interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
}

/** What CVAT's document does not know of a request: empty when it is one that stands there. */
export function requestFaults({ method, path, query, accept, hasBody }: AskedRequest): string[] {
  const template = Object.keys(document.paths).find((one) => new RegExp(`^${one.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
  if (!template) return [`no path ${path}`];
  const operation = document.paths[template]?.[method.toLowerCase()];
  if (!operation) return [`no ${method} on ${template}`];
  const parameters = ((operation.parameters ?? []) as readonly Parameter[]).filter((parameter) => parameter.in === 'query');
  const types = Object.values(operation.responses).flatMap(({ content = {} }) => Object.keys(content));
  return [
    ...query.filter((name) => !parameters.some((parameter) => parameter.name === name)).map((name) => `no parameter ${name} on ${template}`),
    ...parameters.filter(({ name, required }) => required && !query.includes(name)).map(({ name }) => `${template} wants the parameter ${name}`),
    ...(types.length > 0 && !types.includes(accept) ? [`${template} answers ${types.join(', ')}, not ${accept}`] : []),
    ...(hasBody && !operation.requestBody ? [`${method} ${template} takes no body`] : []),
  ];
}
