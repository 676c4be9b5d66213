FROM localhost/imgcheck-debian-base:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends nodejs && rm -rf /var/lib/apt/lists/* && useradd -r -u 1001 app
COPY server.js /app/server.js
USER 1001
EXPOSE 3000
CMD ["node", "/app/server.js"]
