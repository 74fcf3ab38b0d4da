"""Contracts of the tables that intake accepts: columns, types, meaning, rules, what is personal."""

from data.contracts.activities import ACTIVITIES
from data.contracts.areas import AREAS, LEVELS
from data.contracts.investment import INVESTMENT_FLOWS, INVESTMENT_PROJECTS, INVESTMENT_TARGETS
from data.contracts.model import Contract
from data.contracts.renovation import RENOVATION_PLANS, RENOVATION_PROGRESS, RENOVATION_PROJECTS
from data.contracts.services import SERVICE_CASES, SERVICE_ITEMS
from data.contracts.tickets import TICKETS

CONTRACTS: dict[str, Contract] = {
    contract.table: contract
    for contract in (
        AREAS,
        TICKETS,
        RENOVATION_PROJECTS,
        RENOVATION_PROGRESS,
        INVESTMENT_PROJECTS,
        INVESTMENT_FLOWS,
        INVESTMENT_TARGETS,
        SERVICE_ITEMS,
        SERVICE_CASES,
        ACTIVITIES,
        RENOVATION_PLANS,  # the demo draws by position: what is new stands last
    )
}

__all__ = ["CONTRACTS", "LEVELS", "Contract"]
