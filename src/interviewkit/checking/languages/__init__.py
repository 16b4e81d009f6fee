"""Words by which the sense of a sentence is read, a file a language."""
