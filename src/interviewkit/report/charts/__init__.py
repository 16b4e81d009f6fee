"""Small drawings in SVG: frozen chart data in, escaped markup out."""
