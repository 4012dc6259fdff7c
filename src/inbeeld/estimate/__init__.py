"""How many are on no list? Multiple systems estimation with numbers alone."""

from inbeeld.estimate.faults import EstimateFault, MethodFault, TableFault
from inbeeld.estimate.result import LEVELS, Caution, Estimate, Interval, Method, Status, Term
from inbeeld.estimate.table import Table, histories, table

__all__ = [
    "LEVELS", "Caution", "Estimate", "EstimateFault", "Interval", "Method", "MethodFault", "Status",
    "Table", "TableFault", "Term", "histories", "table",
]  # fmt: skip
