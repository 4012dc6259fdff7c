"""Tables, and the few things that are done with them."""
