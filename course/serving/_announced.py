"""The words with which the process of a service says that it answers, and on which port."""

ANNOUNCED = "serving on port "
