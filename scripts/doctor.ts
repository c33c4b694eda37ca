/** `loupe doctor`, `npm run doctor -- …`, `node doctor.mjs …` in the image: one look at an installation. Reads only; --help says what there is. */
// Standard output is the report's.
process.env.LOUPE_LOG_LEVEL ??= 'silent';
const { runDoctor } = await import('@/lib/server/doctor/run-doctor');
const { VERSION } = await import('@/lib/server/version');

process.exitCode = await runDoctor(process.argv.slice(2), {
  env: process.env,
  version: VERSION,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stdout.isTTY === true,
});

export {};
