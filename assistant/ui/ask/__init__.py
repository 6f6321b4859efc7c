"""The Ask tab: the conversation, and the passage beside it."""
