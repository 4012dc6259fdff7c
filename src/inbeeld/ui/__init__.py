"""Templates, tokens and words on screen."""
