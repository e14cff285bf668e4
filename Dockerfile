# Build with another base, or pin its digest, by --build-arg NODE_IMAGE=node:24-slim@sha256:…
ARG NODE_IMAGE=node:24-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY src ./src
RUN npm run build

FROM ${NODE_IMAGE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM ${NODE_IMAGE}
WORKDIR /app
# Loopback inside of a container is out of reach, so it listens on all addresses. The emulator, when TOS_EMULATOR=on asks
# for it, keeps its buckets in /data, the one folder that the user may write to.
ENV NODE_ENV=production HOST=0.0.0.0 METRICS=on METRICS_HOST=0.0.0.0 EMULATOR_DATA=/data
RUN mkdir /data && chown node:node /data
COPY LICENSE package.json ./
COPY --from=dependencies /app/node_modules ./node_modules
COPY schema ./schema
COPY --from=build /app/dist ./dist
USER node
EXPOSE 4000 9464
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||4000)+'/healthz').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", "dist/main.js"]
