"""Files that other tools for qualitative data keep their projects in, read as they lie on disk.

One module a tool: ``is_this`` says whether a file is that tool's, ``read`` makes a project of it
and counts what it could not take.
"""
