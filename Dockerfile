# Debian stable; the same for amd64 and arm64: every dependency has wheels for both. By its exact tag, not by a digest: nobody has looked one up
# at the registry yet, and one that is copied from elsewhere proves nothing. Whoever builds can add it: python:3.13.15-slim-trixie@sha256:…
FROM python:3.13.15-slim-trixie AS build

WORKDIR /source
RUN python -m venv /opt/venv
COPY constraints.txt ./
RUN /opt/venv/bin/python -m pip install --no-cache-dir --quiet --constraint constraints.txt pip
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY emulator emulator
COPY migrations migrations
# Compiled here: the image's file system may be read-only, and compiling at each start costs a third of a second.
RUN /opt/venv/bin/python -m pip install --no-cache-dir --quiet --constraint constraints.txt --build-constraint constraints.txt ".[postgresql,s3]" \
    && /opt/venv/bin/python -m pip uninstall --quiet --yes pip \
    && /opt/venv/bin/python -m compileall -q /opt/venv

FROM python:3.13.15-slim-trixie

ARG VERSION=0.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="lms-emulator" \
      org.opencontainers.image.description="A self-hosted stand-in for the APIs of Litmos, SCORM Cloud and NexPort Campus, with real state" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

RUN install --directory --owner=65532 --group=65532 /data && install --directory /docker-entrypoint.d
COPY --from=build /opt/venv /opt/venv
# Any server: in a container the receivers of postbacks are neighbours, which have private addresses.
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    EMULATOR_HOST=0.0.0.0 \
    EMULATOR_DATA=/data \
    EMULATOR_HOOKS=/docker-entrypoint.d \
    EMULATOR_OUTGOING=any
USER 65532:65532
WORKDIR /data
VOLUME /data
EXPOSE 8420
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s CMD ["lms-emulator", "ready"]
CMD ["lms-emulator", "serve"]
