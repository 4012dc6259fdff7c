"""Sealing and opening. What is sealed here stays unreadable to the part that took it in.

Four layers, from the outside in: a group's key opens a report's key, but only together with that report's
retention key, which lives in a file of its own; the report's key opens what was written. Members open the
group's key with theirs, and theirs with a password. Destroying the one retention key ends a report.
"""
