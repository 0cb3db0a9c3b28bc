"""Who resembles whom: records -> a graph whose edges carry their evidence."""

from egov_budget.similarity.cluster import Cluster
from egov_budget.similarity.compare import similarity_graph
from egov_budget.similarity.graph import SimilarityGraph
from egov_budget.similarity.keep_vectors import keep_vectors
from egov_budget.similarity.links import Links, link
from egov_budget.similarity.part import PARTS, Part
from egov_budget.similarity.text import fold

__all__ = [
    "PARTS", "Cluster", "Links", "Part", "SimilarityGraph",
    "fold", "keep_vectors", "link", "similarity_graph",
]  # fmt: skip
