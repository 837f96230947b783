# A server with the interface of the image prom/prometheus.
ARG BASE
FROM ${BASE}
RUN mkdir /prometheus && chown 65534:65534 /prometheus
USER 65534:65534
ENTRYPOINT ["prometheus"]
