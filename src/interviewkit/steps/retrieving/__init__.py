"""Gathering what was said and coded: passages, words, framework matrices."""
