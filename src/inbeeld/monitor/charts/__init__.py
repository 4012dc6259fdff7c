"""Pictures as SVG text: pure functions from numbers and words. A table stands beside each."""
