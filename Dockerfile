# docker build -t orcastra .                                    builds everything in the image
# mvn package && docker build --target runtime-from-dist ...    takes the distribution that is already built
#
# Needs no BuildKit. The order of the stages matters to the classic builder: it builds all that stand before the target.
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-25
ARG RUNTIME_IMAGE=eclipse-temurin:25-jre

FROM ${RUNTIME_IMAGE} AS base
# For agents with --chores; a base that brings it along is left as it is. The package wants some cron beside it: anacron is the
# smallest, and nothing starts it; the usual one brings all of systemd, 21 MB.
RUN [ -x /usr/sbin/logrotate ] \
 || { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends logrotate anacron \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/apt /var/log/dpkg.log; }
# Its own user; the group that may use the Docker socket is given when the container starts.
RUN mkdir -p /etc/swarm-orchestration/logrotate.d /var/lib/swarm-orchestration /var/log/swarm-orchestration \
 && chown 10001:10001 /var/lib/swarm-orchestration /var/log/swarm-orchestration \
 && chmod 0700 /var/lib/swarm-orchestration
# Where the original had them, for who calls them by their path; despite the name, there is no Python here.
RUN mkdir -p /usr/local/bin && for script in 'trigger-bootstrap.sh command bootstrap_swarm' 'check_health.py healthcheck'; do \
      printf '#!/bin/sh\nexec /opt/orcastra/bin/orcastra %s\n' "${script#* }" > "/usr/local/bin/${script%% *}" \
      && chmod 0755 "/usr/local/bin/${script%% *}" || exit 1; \
    done
ENV HTTP_ADDRESS=0.0.0.0:6060
EXPOSE 6060
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/orcastra/bin/orcastra"]
CMD ["run"]
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 CMD ["/opt/orcastra/bin/orcastra", "healthcheck"]

FROM base AS runtime-from-dist
# AOT=true stores the loaded and linked classes of one dry run beside the jars, where the runtime can (Java 25).
ARG AOT=true
# The pattern may match nothing: the classic builder passes here on its way to the last stage, before anything is built.
COPY LICENSE adapters/target/distributio[n] /opt/orcastra/
COPY config/samples /opt/orcastra/samples
RUN if [ -e /opt/orcastra/bin/warm-up ]; then sh /opt/orcastra/bin/warm-up "$AOT"; \
    else echo "no distribution in adapters/target: good only as a step towards the last stage" >&2; fi
USER 10001:10001

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
# a distribution built outside comes along with the context, and must not lend its files
RUN rm -rf adapters/target && mvn -B -ntp -q package -DskipTests

FROM base AS runtime
ARG AOT=true
COPY --from=build /src/LICENSE /src/adapters/target/distribution /opt/orcastra/
COPY --from=build /src/config/samples /opt/orcastra/samples
RUN sh /opt/orcastra/bin/warm-up "$AOT"
USER 10001:10001
