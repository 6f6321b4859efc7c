"""The Compare tab: figures side by side, every report asked, one report against another."""
