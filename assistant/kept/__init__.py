"""What a person keeps: conversations and checks, in a database. Nothing here knows a page: an API can use it too."""
