"""The codebook is looked at and changed."""
