"""The Evaluate tab: runs over files of questions or claims, their reports, and two runs item by item."""
