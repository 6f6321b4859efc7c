"""What is kept, in the page: its list, its links, and what can be done with each."""
