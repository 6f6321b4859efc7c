"""Doors for programs: Gradio's API, plain HTTP and MCP, and who may come in. The page does not need them."""
