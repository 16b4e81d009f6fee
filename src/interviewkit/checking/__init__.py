"""Documents held against a study: what they say of people, and what people said."""
