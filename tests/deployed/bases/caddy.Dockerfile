# In the place of caddy:2.
FROM debian-base
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends caddy \
    && rm -rf /var/lib/apt/lists/*
ENV XDG_CONFIG_HOME=/config \
    XDG_DATA_HOME=/data
EXPOSE 80 443
CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]
