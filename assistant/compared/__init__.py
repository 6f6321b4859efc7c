"""One report against another: what is new, dropped, reworded and moved, and which targets were raised and lowered."""
