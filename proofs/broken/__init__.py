"""Settings of a public site that is broken on purpose, so that a proof can be seen to fail."""
