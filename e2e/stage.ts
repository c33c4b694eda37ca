import path from 'node:path';

/** Where the end-to-end stage stands. Other ports by E2E_PORT and E2E_LAB_PORT. */
export const appPort = Number(process.env.E2E_PORT ?? 3210);
export const labPort = Number(process.env.E2E_LAB_PORT ?? 7310);
export const controlUrl = `http://127.0.0.1:${labPort + 4}/control`;
export const password = 'only-for-the-end-to-end-stage';

// The workers inherit what the first process chose.
process.env.E2E_DATA_DIR ??= path.join(import.meta.dirname, `../data/e2e-${process.pid}`);
/** The stage's data folder, new for each run of the suite. */
export const dataDir = process.env.E2E_DATA_DIR;
