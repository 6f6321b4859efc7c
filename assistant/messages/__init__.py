"""Everything that Wenju itself says, in Chinese and English."""
