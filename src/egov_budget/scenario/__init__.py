"""What is asked for: the pool, the agencies, their services and projects."""

from egov_budget.scenario.attainment import Attainment, band_of, bands
from egov_budget.scenario.conflict_index import ConflictIndex, conflict_index
from egov_budget.scenario.exchange_network import ExchangeNetwork, exchange_network
from egov_budget.scenario.opened import opened
from egov_budget.scenario.realisation import least_possible, most_possible, product, realisation, realise
from egov_budget.scenario.retired import retired
from egov_budget.scenario.scenario import Scenario
from egov_budget.scenario.settings import Settings

__all__ = [
    "Attainment",
    "ConflictIndex",
    "ExchangeNetwork",
    "Scenario",
    "Settings",
    "band_of",
    "bands",
    "conflict_index",
    "exchange_network",
    "least_possible",
    "most_possible",
    "opened",
    "product",
    "realisation",
    "realise",
    "retired",
]
