"""What people judged, learnt: features, regressions, decisions."""
