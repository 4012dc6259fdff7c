"""The staff's side. Here are private keys, in memory alone."""
