"""A study is begun, run, looked over, backed up and put back."""
