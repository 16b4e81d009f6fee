"""Readers of what speech recognisers and meeting services write: JSON, and the texts beside it."""
