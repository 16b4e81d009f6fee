"""Survey answers, the rule language of segments, and estimates."""
