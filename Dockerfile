# Both apps in one image; the service's command says which one runs. `docker build .` makes the production image,
# `--target emulators` the stand-ins for SQS and SES that docker-compose.yml adds to it.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS base
WORKDIR /app
# Docker gives the owner and the mode of this directory to the empty volume that is first mounted there.
RUN install --directory --owner=node --group=node --mode=0700 /secrets

# No package here needs its install script.
FROM base AS dependencies
COPY .npmrc package.json package-lock.json ./
RUN npm ci --ignore-scripts

FROM dependencies AS build
COPY .swcrc nest-cli.json tsconfig.json webpack.config.js ./
COPY apps apps
COPY libs libs
COPY shop shop
RUN npm run build

FROM dependencies AS production-dependencies
RUN npm prune --omit=dev --ignore-scripts

# The lock file keeps deciding the versions.
FROM base AS emulator-dependencies
COPY .npmrc package.json package-lock.json deploy/docker/keep-dependencies.mjs ./
RUN node keep-dependencies.mjs fauxqs aws-ses-v2-local && npm install --ignore-scripts

FROM dependencies AS demo
COPY tools/demo-data.ts tools/
COPY tools/start/load-demo-data.ts tools/start/
COPY tools/compose/load-demo.ts tools/compose/
RUN npx tsc --noCheck --module commonjs --target es2022 --outDir demo tools/compose/load-demo.ts

FROM base AS emulators
COPY deploy/docker/is-up.mjs deploy/docker/queues.json ./
COPY --from=emulator-dependencies /app/node_modules node_modules
COPY --from=demo /app/demo demo
USER node

FROM base AS app
ENV NODE_ENV=production PORT=3000
COPY package.json deploy/docker/is-up.mjs deploy/docker/make-secrets.mjs ./
COPY --from=production-dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
EXPOSE ${PORT}
HEALTHCHECK --interval=5s --timeout=10s --start-period=60s --retries=5 \
  CMD exec node is-up.mjs "http://127.0.0.1:${PORT}/health/live"
CMD ["node", "dist/apps/api/main.js"]
