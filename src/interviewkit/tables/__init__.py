"""Results as tables: a builder describes one, renderers draw it for every face."""
