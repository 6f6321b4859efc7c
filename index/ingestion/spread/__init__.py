"""Adding on many machines at once: what a worker does, how Ray has it done, and who keeps account of it."""
