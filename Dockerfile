# One image for pages, events, worker, beat and setup; the compose file says which it is.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
COPY requirements.lock /tmp/
RUN python -m venv /venv && /venv/bin/pip install --quiet --require-hashes -r /tmp/requirements.lock

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 AIGC_DATA_DIR=/data
RUN useradd --uid 10001 --create-home academy && install -d -o academy -g academy /data /secrets
COPY --from=build /venv /venv
WORKDIR /app
COPY . /app
USER academy
EXPOSE 8000
