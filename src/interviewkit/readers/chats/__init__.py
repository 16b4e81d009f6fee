"""Chats as their programs export them: who wrote what, in the order in which it was sent."""
