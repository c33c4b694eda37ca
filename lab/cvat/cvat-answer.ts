import { jsonAnswer, type LabAnswer } from '../http/start-http-server';

const CVAT_JSON = 'application/vnd.cvat+json';

/** JSON in CVAT's own media type. */
export const cvatJson = (status: number, body: unknown): LabAnswer => jsonAnswer(status, body, CVAT_JSON);

/** An error of the REST framework. */
export const refusal = (status: number, detail: string): LabAnswer => cvatJson(status, { detail });

/** Django's own pages, for what is not caught and for paths nobody serves. */
export const crashed = (): LabAnswer => page(500, 'Server Error (500)');
export const noPage = (): LabAnswer => page(404, 'Not Found');

function page(status: number, title: string): LabAnswer {
  const body = `<!doctype html>\n<html lang="en">\n<head>\n  <title>${title}</title>\n</head>\n<body>\n  <h1>${title}</h1><p></p>\n</body>\n</html>\n`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}
