FROM localhost/imgcheck-debian-base:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends python3 && rm -rf /var/lib/apt/lists/*
COPY site /srv/site
WORKDIR /srv/site
EXPOSE 8000
CMD ["python3", "-m", "http.server", "8000"]
