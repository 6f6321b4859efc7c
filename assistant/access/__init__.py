"""Who may come in where the interface is reached from elsewhere: names with hashed passwords, tokens for programs."""
