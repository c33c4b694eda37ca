/** Where the end-to-end stage stands. Other ports by E2E_PORT and E2E_LAB_PORT. */
export const appPort = Number(process.env.E2E_PORT ?? 3210);
export const labPort = Number(process.env.E2E_LAB_PORT ?? 7310);
export const controlUrl = `http://127.0.0.1:${labPort + 4}/control`;
export const password = 'only-for-the-end-to-end-stage';
