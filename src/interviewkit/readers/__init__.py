"""From files of real tools to transcripts; problems are collected, not raised."""
