"""Packs trained weights for shipping: each trained matrix as its change from the encoder's own, in few bits.

    python training/in_bits.py one/passage_reader.safetensors index/models/passage_reader.safetensors --bits 4

Of several files of one line of training (before the last one) the mean is packed: weights between two ends of a run
often do better than either.
"""

import argparse
from pathlib import Path

from passage_reader import FROZEN, LAYERS, STATED

from index.models.pair_network import base_model, load_weights, network_of, save
from index.models.passage_reader import HEADS


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path, nargs="+")
    parser.add_argument("packed", type=Path)
    parser.add_argument("--bits", type=int, default=4)
    parser.add_argument("--cache", type=Path, default=Path("~/.cache/wenju"))
    options = parser.parse_args()
    networks = []
    for path in options.trained:
        network = network_of(base_model(options.cache.expanduser(), LAYERS), HEADS, LAYERS)
        load_weights(network, path)
        networks.append(network)
    network = networks[0]
    others = [each.state_dict() for each in networks]
    network.load_state_dict(
        {
            name: sum(each[name] for each in others) / len(others) if value.is_floating_point() else value
            for name, value in network.state_dict().items()
        }
    )
    save(network, FROZEN, STATED, options.packed, options.bits)


if __name__ == "__main__":
    main()
