FROM localhost/imgcheck-debian-base:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-15 gosu && rm -rf /var/lib/apt/lists/* && mkdir -p /data && chown postgres:postgres /data
COPY start-postgres /usr/local/bin/start
ENV PGDATA=/data
VOLUME /data
EXPOSE 5432
ENTRYPOINT ["/usr/local/bin/start"]
CMD ["/usr/lib/postgresql/15/bin/postgres"]
