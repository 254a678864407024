"""The search where only the model of every rule applies: two helpers, other metaheuristics in turn, from the best plan."""

from contextlib import ExitStack, suppress

from optimizer.engine.helper import Failed, Helper
from optimizer.engine.routing import jobs
from optimizer.engine.routing.problem import Plan
from optimizer.engine.routing.run import Run
from optimizer.engine.routing.searching import RESERVE

# of each round; no one metaheuristic is good on every problem
METHODS = (
    ("GUIDED_LOCAL_SEARCH", "TABU_SEARCH"),
    ("SIMULATED_ANNEALING", "GUIDED_LOCAL_SEARCH"),
    ("TABU_SEARCH", "GUIDED_LOCAL_SEARCH"),
)
GRACE = 5.0  # seconds that a helper may take to build its model


def cover(run: Run, seed: int, workers: int) -> None:
    """Use the time that is left."""
    if run.left() <= RESERVE:
        return
    with suppress(Failed), ExitStack() as stack:  # what was found before a helper failed stands
        helpers = [stack.enter_context(Helper(jobs.cover, run.problem, seed + n)) for n in range(workers)]
        for turn, methods in enumerate(METHODS):
            left = run.left() if run.limit.is_wall else run.left() / workers
            seconds = (left - RESERVE) / (len(METHODS) - turn)
            if seconds <= 0:
                return
            for number, helper in enumerate(helpers):
                helper.send((run.plan, seconds, methods[number % len(methods)]))
            for number, helper in enumerate(helpers):
                answer = helper.receive(max(run.left(), seconds) + GRACE)
                if answer is not None:
                    run.helper_cpu[number] = answer.cpu_seconds
                    run.offer("ortools", Plan(answer.routes))
