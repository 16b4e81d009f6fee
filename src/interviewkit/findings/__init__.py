"""Inference about people: agreement and prevalence."""
