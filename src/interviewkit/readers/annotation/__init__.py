"""Readers of what linguists annotate in: ELAN, Praat, CHAT, EXMARaLDA, FOLKER."""
