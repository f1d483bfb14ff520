# The bot alone: no compiler, no tests, no root. Build: docker build -t onsite .
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 \
    ONSITE_DATABASE__URL=sqlite:////data/onsite.db \
    ONSITE_BACKUP__FOLDER=/data/backups
WORKDIR /app

COPY requirements.lock .
RUN pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock

COPY . .
RUN python -m compileall -q main.py bot db playground \
    && useradd --system --uid 10001 --create-home --home-dir /data onsite

# Everything that must outlive the container: the database and its backups.
USER onsite
VOLUME /data

ENTRYPOINT ["python", "main.py"]
CMD ["run"]
