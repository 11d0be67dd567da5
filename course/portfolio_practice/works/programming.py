# %% [markdown]
# A short notebook: do flipper lengths tell penguin species apart?

# %%
from statistics import median

import matplotlib.pyplot as plt

from course import datasets
from course.portfolio import Measure, save_evidence

rows = [row for row in datasets.penguin_rows() if row["Flipper Length (mm)"] != "NA"]

# %% [markdown] tags=["task", "kind:project"]
# ## Mini-project: compare the species

# %% nbgrader={"grade_id": "species", "solution": true}
medians = {}
for row in rows:
    medians.setdefault(row["Species"].split(" ")[0], []).append(float(row["Flipper Length (mm)"]))
medians = {name: median(values) for name, values in medians.items()}
gap = medians["Gentoo"] - medians["Chinstrap"]
figure, axes = plt.subplots(figsize=(7, 2.2))
axes.bar_label(axes.barh(list(medians), list(medians.values())), fmt="%g mm", padding=4)
axes.margins(x=0.15)
axes.set(title="Gentoo penguins have the longest flippers", xlabel="median flipper length in mm", ylabel="species")
save_evidence(
    lesson="01_foundations/01_programming",
    title=f"Gentoo penguins have the longest flippers, by {gap:g} mm",
    question="Do flipper lengths tell penguin species apart?",
    figure=figure,
    alt="Three bars: the median flipper is 190 mm in Adélies, 216 mm in gentoos, 196 mm in chinstraps.",
    measures=[Measure("median gentoo above median chinstrap", gap, "mm"), Measure("records measured", len(rows))],
    paragraph=(
        f"They set gentoos apart: half of them have flippers of {medians['Gentoo']:g} mm or more, chinstraps "
        f"{medians['Chinstrap']:g} mm. Two of 344 records lack a length. All are adults at nests on three islands in "
        "three summers, so nothing follows for chicks, other colonies or today."
    ),
)

# %% nbgrader={"grade_id": "species-check", "grade": true, "points": 4}
assert medians == {"Adelie": 190, "Gentoo": 216, "Chinstrap": 196}
