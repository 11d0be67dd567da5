"""JupyterLab for learners: this machine only, opens on the course home, asks nothing of the internet."""

from pathlib import Path

import zmq

c = get_config()  # noqa: F821

c.ServerApp.ip = "127.0.0.1"
c.LabApp.log_level = "WARN"
c.LabApp.default_url = "/course"
# What JupyterLab itself shows of a lesson's checks.
c.LabApp.extra_labextensions_path = [str(Path(__file__).resolve().parents[1] / "home" / "lab")]
# The list of extensions would be fetched from the package index each time its panel opens.
c.LabApp.extension_manager = "readonly"
c.LabApp.news_url = None
# On a machine with other users, nobody listens in on what a notebook and its kernel say to each other.
if zmq.has("curve"):
    c.KernelManager.transport_encryption = "auto"
# tornado refuses a timeout longer than the interval, which is what Jupyter's own default asks for, in milliseconds.
c.ServerApp.tornado_settings = {"ws_ping_interval": 30_000, "ws_ping_timeout": 30_000}
