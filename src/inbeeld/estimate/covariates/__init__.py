"""How many are on no list, of each group and in each year? Lists by covariates by year."""

from inbeeld.estimate.covariates.cells import Cells, Covariate, Partly, Unit, cells
from inbeeld.estimate.covariates.margins import Group, GroupEstimate, Margin
from inbeeld.estimate.covariates.replicates import Draw
from inbeeld.estimate.covariates.run import estimate_groups
from inbeeld.estimate.covariates.search import Criterion, Refused

__all__ = [
    "Cells", "Covariate", "Criterion", "Draw", "Group", "GroupEstimate", "Margin", "Partly", "Refused",
    "Unit", "cells", "estimate_groups",
]  # fmt: skip
