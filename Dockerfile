# The exporter, its presets and nothing else: no shell, no package manager, not root.
#
#   docker build -t auditlog-exporter .
#   docker run -p 127.0.0.1:10105:10105 -v "$PWD/exporter.yml:/var/lib/auditlog-exporter/exporter.yml:ro" \
#     -v auditlog-exporter:/var/lib/auditlog-exporter/state -v /var/log/vault:/var/log/vault:ro auditlog-exporter

FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json LICENSE exporter.schema.json ./
COPY presets ./presets
COPY src ./src
# What comes from a checkout has the modes of its umask; here everybody may read it.
RUN npm run build \
  && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \
  && chmod -R a+rX,go-w . \
  && install -d -m 0750 /empty

FROM gcr.io/distroless/nodejs24-debian12:nonroot
LABEL org.opencontainers.image.title="auditlog-exporter" \
  org.opencontainers.image.description="Prometheus exporter for security audit logs" \
  org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production
COPY --from=build /app/package.json /app/LICENSE /app/exporter.schema.json /app/
COPY --from=build /app/node_modules /app/node_modules
COPY --from=build /app/presets /app/presets
COPY --from=build /app/dist /app/dist
# Whoever mounts a new volume there may write to it: a volume takes its owner from the image.
COPY --from=build --chown=65532:65532 /empty /var/lib/auditlog-exporter/state
COPY --from=build --chown=65532:65532 /empty /var/log/notifications
COPY --from=build --chown=65532:65532 /empty /var/log/demo
COPY --from=build --chown=65532:65532 /empty /var/log/vault
COPY --from=build --chown=65532:65532 /empty /var/log/conjur
ARG REVISION=""
LABEL org.opencontainers.image.revision="${REVISION}"
ENV AUDITLOG_EXPORTER_REVISION="${REVISION}"

WORKDIR /var/lib/auditlog-exporter
USER 65532:65532
EXPOSE 10105 10106
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=10s \
  CMD ["/nodejs/bin/node", "--eval", "fetch('http://127.0.0.1:10105/-/healthy').then((answer) => process.exit(answer.ok ? 0 : 1))"]
ENTRYPOINT ["/nodejs/bin/node", "/app/dist/main.js"]
# The loopback interface of a container is reached by nobody; what is published, and where, is said with -p.
CMD ["--web.listen-address=0.0.0.0:10105"]
