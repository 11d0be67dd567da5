"""Model files as they come by mail, made on the spot: sound ones, and some that nobody should open."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

MESSAGE = "This line ran while the file was opened."


class _Surprise:
    """Pickled, it is the order to call print: pickle carries out what a file says."""

    def __reduce__(self):
        return print, (MESSAGE,)


def files_by_mail(place: Path) -> dict[str, Path]:
    """Five files in `place`, by name: one of pickle, four of skops.

    "surprise" prints a line while it is opened. "plain" is a plain model; "shell" holds the function that runs any
    command; "forest" holds trees, whose node numbers nothing checks; "parcel" holds both.
    """
    import numpy as np
    import skops.io
    from sklearn.dummy import DummyClassifier
    from sklearn.ensemble import HistGradientBoostingClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    hours = np.arange(24).reshape(-1, 1)
    late = (hours[:, 0] > 15).astype(int)
    command = FunctionTransformer(os.system)  # named in the file, and never called here
    forest = HistGradientBoostingClassifier(max_iter=2, learning_rate=1, min_samples_leaf=2).fit(hours, late)
    models = {
        "plain": LogisticRegression().fit(hours, late),
        "shell": make_pipeline(command, DummyClassifier().fit(hours, late)),
        "forest": forest,
        "parcel": make_pipeline(command, forest),
    }
    paths = {"surprise": place / "surprise.pkl"}
    paths["surprise"].write_bytes(pickle.dumps(_Surprise()))
    for name, model in models.items():
        paths[name] = place / f"{name}.skops"
        skops.io.dump(model, paths[name])
    return paths
