"""What can be wrong with what goes in.

EstimateFault
    TableFault      no table can be made of these rows
    MethodFault     this method cannot be used on this table, or with these choices
"""

from __future__ import annotations


class EstimateFault(Exception):
    """Wrong input; the message says what, where, and never holds data of a person."""


class TableFault(EstimateFault):
    """No table can be made of these rows."""


class MethodFault(EstimateFault):
    """This method cannot be used on this table, or not with these choices."""
