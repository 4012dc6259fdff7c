"""With private keys, in the desk process alone. An import contract forbids `site` all of it."""
