"""Serving: what a lesson needs to turn functions of a notebook into a service that runs for real.

    from course import serving

    place = serving.folder("temperatures")                  # in the learner's work folder
    serving.write_service(place, ["Reading", "make_app"], start="app = make_app()")
    with serving.running(place) as live:                    # a process of its own, always stopped
        live.get("/health").json()
        load = serving.load_test(live, "/celsius", {"fahrenheit": 212}, requests=200)
    load.show()

The service that runs is one file, `service.py`, which holds the notebook's own code and needs nothing of the course.
"""

from course.serving.colleagues import colleagues_page, colleagues_service
from course.serving.container import ContainerReport, build_container, lint_container
from course.serving.load import Load, load_test
from course.serving.place import folder
from course.serving.server import Live, running
from course.serving.stand_in import daily_shifts, flight_table, train_model
from course.serving.strangers import files_by_mail
from course.serving.write import write_service

__all__ = [
    "ContainerReport",
    "Live",
    "Load",
    "build_container",
    "colleagues_page",
    "colleagues_service",
    "daily_shifts",
    "files_by_mail",
    "flight_table",
    "folder",
    "lint_container",
    "load_test",
    "running",
    "train_model",
    "write_service",
]
