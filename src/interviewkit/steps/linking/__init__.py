"""Conversations and survey tied together; figures of the survey."""
