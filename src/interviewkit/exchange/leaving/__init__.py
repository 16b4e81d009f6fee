"""A study written in the formats of others: projects, documents with its codes, tables, JSON."""
