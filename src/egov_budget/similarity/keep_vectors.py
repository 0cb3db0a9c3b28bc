"""Vectors of an encoder kept on disk: no text is encoded twice, and a run that was broken off goes on."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from egov_budget.intake.atomic_write import atomic_write
from egov_budget.intake.progress import Progress, silent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from egov_budget.similarity.meaning import Encoder


def keep_vectors(encoder: Encoder, folder: str | Path, *, model: str, progress: Progress = silent) -> Encoder:
    """Return an encoder that keeps each vector in a folder and encodes what is not there.

    Texts are encoded one by one, so a vector hangs on its text alone.

    Parameters
    ----------
    encoder : callable
        As ``similarity_graph`` takes it.
    folder : str or Path
        For a .npy file of each text and model, made if it is not there.
    model : str
        Name and version of the encoder: vectors of another one are not used.
    progress : callable, optional
        Called before each text with how many are done, how many there are, and the model.

    Returns
    -------
    callable
        For ``similarity_graph(..., encoder=...)``.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> asked = []
    >>> def letters(texts):
    ...     asked.extend(texts)
    ...     return np.array([[len(text), text.count("a")] for text in texts])
    >>> encoder = keep_vectors(letters, mkdtemp(), model="letters 1")
    >>> encoder(["a", "ba"]).tolist(), encoder(["ba", "c"]).tolist(), asked
    ([[1.0, 1.0], [2.0, 1.0]], [[2.0, 1.0], [1.0, 0.0]], ['a', 'ba', 'c'])
    """
    place = Path(folder)

    def encode(texts: list[str]) -> NDArray[np.floating]:
        place.mkdir(parents=True, exist_ok=True)
        found = []
        for done, text in enumerate(texts):
            progress(done, len(texts), model)
            key = sha256("\0".join((model, text)).encode()).hexdigest()
            file = place / f"{key}.npy"
            if not file.exists():
                with atomic_write(file) as part, part.open("wb") as stream:
                    np.save(stream, np.asarray(encoder([text]), dtype=np.float32), allow_pickle=False)
            found.append(np.load(file, allow_pickle=False))
        return np.vstack(found)

    return encode
