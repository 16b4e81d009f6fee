"""People judge, differ, settle and agree."""
