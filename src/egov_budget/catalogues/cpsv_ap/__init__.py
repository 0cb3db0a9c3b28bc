"""CPSV-AP 3.2, the European vocabulary of public services: catalogue -> tables, tables -> catalogue."""

from egov_budget.catalogues.cpsv_ap.read import read_cpsv_ap
from egov_budget.catalogues.cpsv_ap.write import write_cpsv_ap

__all__ = ["read_cpsv_ap", "write_cpsv_ap"]
