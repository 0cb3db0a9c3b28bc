"""Settings: what holds for the whole scenario."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from egov_budget.display import Displayed

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Settings(Displayed):
    """What holds for the whole scenario; the data dictionary (``columns.SETTINGS``) explains each.

    Parameters
    ----------
    name : str
        Name of the scenario.
    pool : float
        Credits in the central pool, currency units.
    currency : str
        Currency all amounts are in.
    quantum : float
        Smallest amount that is paid out, currency units.
    fiscal_year : str
        Year the pool is for.
    seed : int
        Seed of everything drawn at random.
    connection_cost : float
        What joining shared work costs, as a part of the common work saved.
    binding : str
        Which overlaps of parallel work bind unread: ``none``, ``duplication`` or ``overlap``.
    binding_confidence : float
        Confidence from which such an overlap binds.
    licence_saving : float
        What a joint contract for a rollout may save at most, part of what is asked for again; told alone.
    purchase_discount : float
        What a joint purchase for sites may save at most, part of what is asked for again; told alone.
    within_agencies : bool
        Whether pairs inside one agency are compared too.
    conflict_threshold : float
        Conflict-of-interest index above which an agency may not lead common work.
    source_of_funds : str
        Where the pool comes from, as the bill names it.
    bands_by : str
        What puts a service into its band: ``weighted mean`` (of its scores) or ``indicators reached`` (the
        part of its indicators on which it has full marks).
    discount_rate : float
        Rate r: with each year that a gain comes later its worth is divided by 1 + r; 0 or more.
    least_strength : float
        Strength from which effects count, 0 to 1.
    hurdle : float
        Points that a currency unit has to bring, or it stays in the pool; 0 or more.

    Examples
    --------
    >>> Settings(name="First plan", pool=100.0).currency
    'credits'
    """

    name: str
    pool: float
    currency: str = "credits"
    quantum: float = 1.0
    fiscal_year: str = ""
    seed: int = 0
    connection_cost: float = 0.2
    binding: str = "none"
    binding_confidence: float = 0.75
    licence_saving: float = 0.0
    purchase_discount: float = 0.0
    within_agencies: bool = True
    conflict_threshold: float = 0.7
    source_of_funds: str = ""
    bands_by: str = "weighted mean"
    discount_rate: float = 0.0
    least_strength: float = 0.0
    hurdle: float = 0.0

    def _tables(self) -> dict[str, pd.DataFrame]:
        import pandas as pd

        facts = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        return {"settings": pd.DataFrame({"setting": [*facts], "value": [*facts.values()]})}
