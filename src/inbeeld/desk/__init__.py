"""The pure rules of reporting: what a report holds, and when one may be taken in."""
