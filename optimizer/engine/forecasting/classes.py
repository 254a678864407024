"""What kind of demand a series is; the router learns per kind, because one series alone says too little.

Mean interval between demands after A. A. Syntetos, J. E. Boylan and J. D. Croston, "On the categorization of
demand patterns", Journal of the Operational Research Society 56 (2005): above 1.32 periods a demand is
intermittent.
"""

import numpy as np

from optimizer.engine.forecasting.panel import Panel
from optimizer.engine.forecasting.seasonality import Seasonality
from optimizer.engine.forecasting.series import DemandClass

# Periods of the mean interval between demands above which a series is intermittent.
INTERVAL = 1.32
SHORT_BELOW = 16
LONG_FROM = 104


def classify(panel: Panel, seasonality: Seasonality) -> list[DemandClass]:
    """The class of every series."""
    demands = ((panel.values != 0) & panel.known).sum(1)
    tests = {
        DemandClass.NONE: demands == 0,
        DemandClass.SHORT: panel.lengths < SHORT_BELOW,
        DemandClass.SEASONAL: seasonality.found,
        DemandClass.INTERMITTENT: panel.lengths > INTERVAL * demands,
        DemandClass.LONG: panel.lengths >= LONG_FROM,
    }
    names = [*tests, DemandClass.STEADY]
    numbers = np.select(list(tests.values()), range(len(tests)), default=len(tests))
    return [names[number] for number in numbers]
