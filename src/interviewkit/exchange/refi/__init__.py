"""Projects and codebooks of the exchange standard REFI-QDA (.qdpx, .qde, .qdc), read and written.

The standard is written down in "REFI-QDA 1.5" and two schemas (www.qdasoftware.org). ``archive.py``
opens what others packed, ``reading.py`` makes a :class:`~interviewkit.model.project.Project` of it,
``conventions.py`` and ``evidence.py`` find out how a tool counted places in a text, ``writing.py``
writes a Project, and ``schema.py`` holds whatever leaves to the published schema.
"""
