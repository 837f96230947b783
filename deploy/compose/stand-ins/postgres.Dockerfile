# A server with the interface of the image postgres.
ARG BASE
FROM ${BASE}
RUN echo 'postgres:x:999:999:postgres:/var/lib/postgresql:/bin/bash' >> /etc/passwd \
 && mkdir -p /var/lib/postgresql /var/run/postgresql \
 && chown 999:999 /var/lib/postgresql /var/run/postgresql
COPY postgres/ /opt/postgres/
COPY entrypoint /usr/local/bin/postgres-entrypoint
USER 999:999
ENTRYPOINT ["postgres-entrypoint"]
CMD ["postgres"]
