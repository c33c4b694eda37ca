# syntax=docker/dockerfile:1
# Loupe's image: the standalone server and its programs (actor, backup, restore, doctor, audit-verify), nothing else of the project.
# Everything is built on the builder's own architecture; of the target only libSQL's native package is taken, by the lock file's checksum. So no step runs emulated.
ARG NODE_IMAGE=node:24-bookworm-slim

FROM --platform=$BUILDPLATFORM $NODE_IMAGE AS build
WORKDIR /src
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
COPY prisma ./prisma
COPY prisma.config.ts ./
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build

FROM build AS app
ARG TARGETARCH
RUN npx tsx scripts/native-part.ts --cpu "$TARGETARCH" --into .next/standalone && mkdir /data && chmod 0770 /data

FROM $NODE_IMAGE
LABEL org.opencontainers.image.title="Loupe" org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.description="Watches a CVAT installation on Kubernetes, says what is wrong, repairs it, proves it and keeps the record."
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOSTNAME=0.0.0.0 PORT=3000 LOUPE_DATA_DIR=/data HOME=/tmp NODE_OPTIONS=--max-semi-space-size=2 MALLOC_ARENA_MAX=2
# Root's, and read-only for whom it runs as: the server cannot change its own code.
COPY --from=app /src/.next/standalone ./
COPY --from=app --chown=10001:10001 /data /data
USER 10001:10001
EXPOSE 3000
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node"]
CMD ["server.js"]
