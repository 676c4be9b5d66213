"""Counts requests: just enough of an application for the benchmark image."""

import subprocess

from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    return subprocess.run(["/srv/app/counter"], capture_output=True, check=True).stdout


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8080)
