"""Coded extracts and codebooks that other tools write as tables and documents, one file a tool."""
