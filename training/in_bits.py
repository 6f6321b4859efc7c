"""Packs trained weights for shipping: each trained matrix as its change from the encoder's own, in few bits.

python training/in_bits.py one/passage_reader.safetensors index/models/passage_reader.safetensors --bits 4
"""

import argparse
from pathlib import Path

from passage_reader import FROZEN, LAYERS, STATED

from index.models.pair_network import base_model, load_weights, network_of, save
from index.models.passage_reader import HEADS


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path)
    parser.add_argument("packed", type=Path)
    parser.add_argument("--bits", type=int, default=4)
    parser.add_argument("--cache", type=Path, default=Path("~/.cache/wenju"))
    options = parser.parse_args()
    network = network_of(base_model(options.cache.expanduser(), LAYERS), HEADS, LAYERS)
    load_weights(network, options.trained)
    save(network, FROZEN, STATED, options.packed, options.bits)


if __name__ == "__main__":
    main()
