import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/server/locale.ts');

// A second build folder lets several people (and the end-to-end tests) build side by side.
const distDir = process.env.LOUPE_DIST_DIR ?? '.next';

const config: NextConfig = {
  output: 'standalone',
  distDir,
  typedRoutes: true,
  poweredByHeader: false,
  // Types have a step of their own (npm run typecheck): building does not check them a second time.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  turbopack: { root: import.meta.dirname },
  outputFileTracingIncludes: { '/*': ['./prisma/migrations/**/*'] },
  // Next compresses by the type that is known before the route answers; without it ten thousand rows travel as four megabytes.
  headers: async () => [{ source: '/api/topics/:topic', headers: [{ key: 'content-type', value: 'application/json; charset=utf-8' }] }],
  experimental: { authInterrupts: true },
};

export default withNextIntl(config);
