# A broker with the interface of the image apache/kafka.
ARG BASE
FROM ${BASE}
COPY libs/ /opt/kafka/libs/
COPY kafka-topics.sh /opt/kafka/bin/
COPY kafka /usr/local/bin/
ENTRYPOINT ["kafka"]
