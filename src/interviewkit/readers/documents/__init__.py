"""Readers of documents that are no Word: OpenDocument, Rich Text, PDF, HTML, EPUB."""
