"""Scheduled jobs of the market and of planning. Each item in a transaction of its own.

What matches is imported where it runs: OR-Tools is loaded by the worker alone, and not before a round is held.
"""

import logging
from datetime import timedelta
from uuid import UUID

from celery import shared_task

from accounts.actor import system_actor
from common.clock import now, today
from common.errors import DomainError
from optimizer.models import DemandLine, DemandSeries, Loan, MarketListing, PlanRun
from optimizer.services.loans import loan_remind
from optimizer.services.proposals import proposal_order
from optimizer.services.settling import match_settle, matches_standing, orders_due
from optimizer.states import ListingStatus, LoanStatus, MatchStatus
from optimizer.states.planning import PlanStatus
from tenancy.context import acting_as, system_access

logger = logging.getLogger(__name__)
SYSTEM = "system"
BATCH = 500
# The longest search there may be, and time to read and to write.
AWAY_FOR = timedelta(minutes=30)
AWAY = (LoanStatus.HANDED_OVER, LoanStatus.ON_LOAN, LoanStatus.PART_RETURNED)


@shared_task(name="optimizer.market_rounds")
def market_rounds() -> int:
    """Hold the rounds whose time has come; how many were held."""
    with system_access("market"):
        open_ones = MarketListing.objects.using(SYSTEM).filter(status=ListingStatus.OPEN.value)
        chains = sorted(open_ones.values_list("chain_id", flat=True).distinct())
    if not chains:
        return 0
    from optimizer.services.rounds import round_run

    held = 0
    for chain_id in chains:
        try:
            held += round_run(chain_id=chain_id) is not None
        except Exception:
            # one chain's round must not keep the others from theirs
            logger.exception("the round of a chain could not be held")
    return held


@shared_task(name="optimizer.market_settle")
def market_settle() -> int:
    """Settle what both have accepted or whose time is up, then make the orders due; how many came to an end."""
    ended = 0
    for match_id in matches_standing()[:BATCH]:
        try:
            ended += match_settle(match_id=match_id) is not MatchStatus.OPEN
        except Exception:
            logger.exception("match %s could not be settled", match_id)
    for proposal_id, enterprise_id, version in orders_due()[:BATCH]:
        try:
            with acting_as(enterprise_id):
                proposal_order(actor=system_actor(enterprise_id), proposal_id=proposal_id, version=version)
        except Exception:
            # e.g. a suspended partnership: the buyer makes the order by hand once it goes on
            logger.warning("no order was made of proposal %s", proposal_id, exc_info=True)
    return ended


@shared_task(name="optimizer.loans_remind")
def loans_remind() -> int:
    """Remind of loans whose day of return has passed; how many were reminded of."""
    with system_access("market"):
        due = Loan.objects.using(SYSTEM).filter(
            due_back__lt=today(), reminded_at__isnull=True, status__in=[s.value for s in AWAY]
        )
        found = list(due.order_by("due_back", "id").values_list("id", "lender_id")[:BATCH])
    reminded = 0
    for loan_id, lender_id in found:
        try:
            with acting_as(lender_id):
                reminded += loan_remind(actor=system_actor(lender_id), loan_id=loan_id)
        except Exception:
            logger.exception("loan %s could not be reminded of", loan_id)
    return reminded


@shared_task(name="optimizer.plan_solve")
def plan_solve(enterprise_id: str, run_id: str) -> str | None:
    """Solve one run; its status, None where it was not waiting any more."""
    from optimizer.services.planning.running import plan_carry_out

    return plan_carry_out(enterprise_id=UUID(enterprise_id), run_id=UUID(run_id))


@shared_task(name="optimizer.plans_nightly")
def plans_nightly() -> int:
    """Start a plan for everyone who plans; how many were started."""
    return _start(_planners())


@shared_task(name="optimizer.plans_renew")
def plans_renew() -> int:
    """Start a plan where what the last one saw has changed since; how many were started."""
    return _start(_planners(), only_changed=True)


@shared_task(name="optimizer.plans_follow")
def plans_follow() -> int:
    """Mend the plans whose partners have answered since; how many were started."""
    return _start(_planners(), only_changed=True, only_answered=True)


def _planners() -> list[UUID]:
    with system_access("planning"):
        return sorted(DemandLine.objects.using(SYSTEM).values_list("enterprise_id", flat=True).distinct())


def _start(enterprises: list[UUID], *, only_changed: bool = False, only_answered: bool = False) -> int:
    from optimizer.services.planning.running import plan_has_answers, plan_is_stale, plan_start

    started = 0
    for enterprise_id in enterprises:
        try:
            with acting_as(enterprise_id):
                actor = system_actor(enterprise_id)
                if only_answered and not plan_has_answers(actor):
                    continue
                if not only_changed or plan_is_stale(actor):
                    plan_start(actor=actor, is_mending=only_changed)
                    started += 1
        except DomainError as error:
            # a run is open, or there is nothing left to plan
            logger.info("no plan was started for %s: %s", enterprise_id, error.code)
        except Exception:
            logger.exception("no plan could be started for %s", enterprise_id)
    return started


@shared_task(name="optimizer.forecast_carry_out")
def forecast_carry_out(enterprise_id: str, run_id: str) -> str | None:
    """Carry out one forecast; its status, None where it was not waiting any more."""
    from optimizer.services.planning import forecasting

    return forecasting.forecast_carry_out(enterprise_id=UUID(enterprise_id), run_id=UUID(run_id))


@shared_task(name="optimizer.forecasts_nightly")
def forecasts_nightly() -> int:
    """Start a forecast for everyone who has a demand history; how many were started."""
    from optimizer.services.planning.forecasting import forecast_start

    with system_access("planning"):
        known = DemandSeries.objects.using(SYSTEM).values_list("enterprise_id", flat=True).distinct()
        enterprises = sorted(known)
    started = 0
    for enterprise_id in enterprises:
        try:
            with acting_as(enterprise_id):
                forecast_start(actor=system_actor(enterprise_id))
                started += 1
        except DomainError as error:
            # one is under way, or the history has become too old
            logger.info("no forecast was started for %s: %s", enterprise_id, error.code)
        except Exception:
            logger.exception("no forecast could be started for %s", enterprise_id)
    return started


@shared_task(name="optimizer.plans_abandoned")
def plans_abandoned() -> int:
    """Close runs whose worker has gone; how many."""
    from optimizer.services.planning.running import plan_fail

    with system_access("planning"):
        rows = PlanRun.objects.using(SYSTEM).filter(
            status=PlanStatus.RUNNING.value, began_at__lt=now() - AWAY_FOR
        )
        gone = list(rows.values_list("enterprise_id", "id"))
    for enterprise_id, run_id in gone:
        with acting_as(enterprise_id):
            plan_fail(actor=system_actor(enterprise_id), run_id=run_id)
    return len(gone)
