"""Each promise of reporting as a figure, measured on the real thing: `python -m proofs.NAME`."""
