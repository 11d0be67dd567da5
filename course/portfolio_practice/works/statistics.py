# %% [markdown]
# A short notebook: is pay after twelve years of school higher in the Northeast than in the South?

# %%
import matplotlib.pyplot as plt
import numpy as np

from course import datasets
from course.portfolio import Measure, save_evidence

people = datasets.wages()
young = people[(people["education"] == 12) & (people["age"] > 24) & (people["age"] < 35)]
north, south = (young[young["region"] == name]["earnings"].to_numpy() for name in ("Northeast", "South"))

# %% [markdown] tags=["task", "kind:project"]
# ## Mini-project: compare two regions

# %% nbgrader={"grade_id": "regions", "solution": true}
difference, rng = np.median(north) - np.median(south), np.random.default_rng(1)
gaps = [np.median(rng.choice(north, len(north))) - np.median(rng.choice(south, len(south))) for _ in range(2000)]
low, high = np.quantile(gaps, [0.025, 0.975])
gap = round(difference, 2)
figure, axes = plt.subplots(figsize=(7, 2))
axes.boxplot([south, north], orientation="horizontal", tick_labels=["South", "Northeast"], widths=0.6)
axes.set(title="Pay overlaps widely", xlabel="earnings in dollars of 2004 an hour", ylabel="region")
save_evidence(
    lesson="01_foundations/04_statistics",
    title=f"Median pay: {gap} dollars more in the Northeast than the South",
    question="Does school pay more up north?",
    figure=figure,
    alt="Two box plots that overlap: the median is 13.04 dollars an hour in the Northeast, 12.02 in the South.",
    measures=[
        Measure("difference of medians", gap, "dollars an hour", f"95 % interval {low:.2f} to {high:.2f}"),
        Measure("people compared", len(north) + len(south)),
    ],
    paragraph=(
        f"Full-time workers of 25 to 34 with 12 years of education: {len(north)} in the Northeast had a median of "
        f"{np.median(north):.2f} dollars an hour in 2004, {len(south)} in the South {np.median(south):.2f}. The gap is "
        "small beside the spread. Prices are not recorded, so this does not say that moving pays."
    ),
)

# %% nbgrader={"grade_id": "regions-check", "grade": true, "points": 4}
assert len(north) == 794
assert low < difference < high
