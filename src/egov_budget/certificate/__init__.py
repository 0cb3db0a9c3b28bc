"""Allocation -> Certificate, and a plan's document checked again without any solver."""

from egov_budget.certificate.certificate import Certificate
from egov_budget.certificate.certify import certify
from egov_budget.certificate.read_plan import read_plan
from egov_budget.certificate.verification import Verification
from egov_budget.certificate.verify import verify

__all__ = ["Certificate", "Verification", "certify", "read_plan", "verify"]
