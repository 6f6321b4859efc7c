"""What programs ask for, whichever door they come through: requests in, documents of docs/schemas out."""
