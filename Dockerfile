# Sasil with the locked packages; compose.yaml runs it.
FROM python:3.13-slim
WORKDIR /app
RUN useradd --create-home --uid 1000 sasil && mkdir /data && chown sasil /data
COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes --requirement requirements.lock
COPY . .
RUN pip install --no-cache-dir --no-deps --no-build-isolation .
USER sasil
# The paths of deployments are relative to where they are made.
WORKDIR /data
ENV SASIL_OUTPUTS=/data PREFECT_HOME=/data/service/prefect PREFECT_SERVER_ANALYTICS_ENABLED=false DO_NOT_TRACK=1
VOLUME /data
CMD ["sasil", "watch"]
