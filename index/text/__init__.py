"""What stands in a text below the sentence."""
