"""People read, judge, agree; who judged what, and by which chance it came to them."""
