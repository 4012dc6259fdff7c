"""With public keys only. What is sealed here cannot be read back here."""
