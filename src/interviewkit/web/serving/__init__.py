"""A study is served on this machine: the door, the guard, and what all visits share."""
