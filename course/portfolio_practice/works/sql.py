# %% [markdown]
# A short notebook: which routes out of New York are latest when no rain falls?

# %%
import duckdb
import matplotlib.pyplot as plt

from course import datasets
from course.portfolio import Measure, save_evidence

db = duckdb.connect()
db.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false; SET threads = 1")
for name in ("flights", "weather", "airports"):
    db.register(name, getattr(datasets, name)())

# %% [markdown] tags=["task", "kind:project"]
# ## Mini-project: the latest routes

# %% nbgrader={"grade_id": "routes", "solution": true}
found = db.execute("""
WITH routes AS (
    SELECT w.origin, name, avg(arr_delay) AS delay FROM flights f JOIN airports ON faa = dest
    JOIN weather w ON w.origin = f.origin AND w.time_hour AT TIME ZONE 'America/New_York' = f.time_hour
    WHERE precip = 0 GROUP BY w.origin, name HAVING count(arr_delay) >= 500),
ranked AS (
    SELECT delay, origin || ' to ' || split_part(name, ' International', 1) AS route,
        rank() OVER (PARTITION BY origin ORDER BY delay DESC) AS place FROM routes)
SELECT * FROM ranked WHERE place <= 2 ORDER BY delay
""").df()
worst = round(float(found["delay"].max()), 1)
figure, axes = plt.subplots(figsize=(7, 3))
axes.bar_label(axes.barh(found["route"], found["delay"]), fmt="%.0f min", padding=4)
axes.margins(x=0.12)
axes.set(title="Flights to Puerto Rico are late without rain", xlabel="mean arrival delay in dry hours, in minutes",
         ylabel="two latest routes each")  # fmt: skip
save_evidence(
    lesson="02_real_data/02_sql",
    title="Flights to Puerto Rico are late without rain",
    question="Which routes are latest when no rain falls here?",
    figure=figure,
    alt="Six bars of mean delay in dry hours: JFK to Rafael Hernández is longest, 25 minutes; LaGuardia's have 8.",
    measures=[
        Measure("JFK to Rafael Hernández, mean delay when dry", worst, "min"),
        Measure("routes compared", len(found)),
    ],
    paragraph=(
        f"With no rain at departure, flights from Kennedy to Rafael Hernández in Puerto Rico arrive {worst:.0f} "
        "minutes late on average, three times as late as LaGuardia's worst route. Routes with under 500 arrivals, "
        "cancelled flights and all weather on the way are left out, so this shows no cause."
    ),
)

# %% nbgrader={"grade_id": "routes-check", "grade": true, "points": 4}
assert len(found) == 6
