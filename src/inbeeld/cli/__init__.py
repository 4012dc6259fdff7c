"""The command `inbeeld`."""
