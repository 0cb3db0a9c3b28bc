"""Rules of funding, one a file; a new rule is a new file."""

from egov_budget.columns import SOS1, Block, Columns, Stated
from egov_budget.rules.all_or_nothing import AllOrNothing
from egov_budget.rules.alternatives import Alternatives
from egov_budget.rules.budgeted import breach_probability
from egov_budget.rules.ceiling import Ceiling
from egov_budget.rules.coverage import Coverage
from egov_budget.rules.data_exchange import DataExchange
from egov_budget.rules.excluded import Excluded
from egov_budget.rules.floor import Floor
from egov_budget.rules.frozen import Frozen
from egov_budget.rules.funding_rule import FundingRule
from egov_budget.rules.independent_lead import IndependentLead
from egov_budget.rules.mandatory import Mandatory
from egov_budget.rules.mean_target import MeanTarget
from egov_budget.rules.minimum_share import MinimumShare
from egov_budget.rules.named_lead import NamedLead
from egov_budget.rules.one_lead import OneLead
from egov_budget.rules.pool import Pool
from egov_budget.rules.prerequisites import Prerequisites
from egov_budget.rules.robust_pool import RobustPool
from egov_budget.rules.rule import Rule
from egov_budget.rules.services_target import ServicesTarget
from egov_budget.rules.shared_work import SharedWork

STANDARD: tuple[FundingRule, ...] = (
    Coverage(),
    DataExchange(),
    Pool(),
    SharedWork(),
    OneLead(),
    NamedLead(),
    IndependentLead(),
    Prerequisites(),
    Alternatives(),
    Floor("projects"),
    Ceiling("projects"),
    Floor("agencies"),
    Ceiling("agencies"),
    Floor("categories"),
    Ceiling("categories"),
    Mandatory(),
    Excluded(),
    AllOrNothing(),
    MinimumShare(),
)

__all__ = [
    "SOS1",
    "STANDARD",
    "AllOrNothing",
    "Alternatives",
    "Block",
    "Ceiling",
    "Columns",
    "Coverage",
    "DataExchange",
    "Excluded",
    "Floor",
    "Frozen",
    "IndependentLead",
    "Mandatory",
    "MeanTarget",
    "MinimumShare",
    "NamedLead",
    "OneLead",
    "Pool",
    "Prerequisites",
    "RobustPool",
    "Rule",
    "ServicesTarget",
    "SharedWork",
    "Stated",
    "breach_probability",
]
