"""How many are on no list? Multiple systems estimation with numbers alone."""

from inbeeld.estimate.doubt import Doubt, hull, span, widened
from inbeeld.estimate.existence import Existence, existence
from inbeeld.estimate.faults import EstimateFault, MethodFault, TableFault
from inbeeld.estimate.loglinear import Fit, fit
from inbeeld.estimate.methods import estimate, side_by_side
from inbeeld.estimate.result import LEVELS, Caution, Estimate, Interval, Method, Status, Term
from inbeeld.estimate.stepwise import Kernel, estimates, stepwise
from inbeeld.estimate.table import Table, histories, table

__all__ = [
    "LEVELS", "Caution", "Doubt", "Estimate", "EstimateFault", "Existence", "Fit", "Interval", "Kernel",
    "Method", "MethodFault", "Status", "Table", "TableFault", "Term", "estimate", "estimates",
    "existence", "fit", "histories", "hull", "side_by_side", "span", "stepwise", "table", "widened",
]  # fmt: skip
