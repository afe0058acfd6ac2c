# The bot as an image: `docker build -t temirqazyq .`. It runs as nobody in particular, writes to /data alone, and holds no secrets.
FROM python:3.12-slim AS build
RUN python -m venv /opt/temirqazyq
WORKDIR /source
# First what seldom changes, so that it is not fetched anew for every change of ours.
COPY requirements-runtime.lock ./
RUN /opt/temirqazyq/bin/pip install --no-cache-dir --require-hashes -r requirements-runtime.lock
COPY pyproject.toml README.md ./
COPY bot bot
COPY handlers handlers
COPY content content
COPY migrations migrations
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels . \
    && /opt/temirqazyq/bin/pip install --no-cache-dir --no-deps --no-index /wheels/*.whl \
    && /opt/temirqazyq/bin/pip uninstall --yes pip

FROM python:3.12-slim
RUN groupadd --system --gid 10001 temirqazyq \
    && useradd --system --uid 10001 --gid 10001 --home-dir /data --no-create-home --shell /usr/sbin/nologin temirqazyq \
    && install --directory --owner=10001 --group=10001 --mode=700 /data
COPY --from=build /opt/temirqazyq /opt/temirqazyq
ENV PATH=/opt/temirqazyq/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TEMIRQAZYQ_DATA_DIR=/data \
    TEMIRQAZYQ_LISTEN_HOST=0.0.0.0
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8478
# Of `run --webhook`; other commands listen nowhere and are started with --no-healthcheck.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ.get('TEMIRQAZYQ_LISTEN_PORT', '8478') + '/health', timeout=4)"]
ENTRYPOINT ["temirqazyq"]
CMD ["run", "--webhook"]
