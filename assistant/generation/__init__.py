"""An answer drafted by a language model, of which only what is proven is shown."""
