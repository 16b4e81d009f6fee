"""Measures of agreement: pure functions over what coders gave to units."""
