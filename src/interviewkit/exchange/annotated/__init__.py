"""Texts with marks on them, as tools for annotation write them: places, labels, who gave them."""
