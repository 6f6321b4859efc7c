"""Packs trained weights for shipping: each trained matrix as its change from the encoder's own, in few bits.

    python training/in_bits.py one/passage_reader.safetensors index/models/passage_reader.safetensors --bits 4
    python training/in_bits.py three/sentence_judge.safetensors four/sentence_judge.safetensors PACKED --of judge

Of several files of one line of training (before the last one) the mean is packed: weights between two ends of a run
often do better than either. The sentence reader and judge keep eight bits a weight, as their training writes them.
"""

import argparse
from pathlib import Path

import fine_tuning
import passage_reader
import sentence_judge
import sentence_reader

from index.models.pair_encoder import LAYERS
from index.models.pair_network import base_model, load_weights, network_of, save
from index.models.passage_reader import HEADS as OF_PASSAGES
from index.models.sentence_judge import HEADS as OF_JUDGE
from index.models.sentence_reader import HEADS as OF_SENTENCES

# Of each its heads, how many layers it has, how many of them stand still, what its file states, and how it is packed.
_MODELS = {
    "passages": (OF_PASSAGES, passage_reader.LAYERS, passage_reader.FROZEN, passage_reader.STATED, 4),
    "sentences": (OF_SENTENCES, LAYERS, fine_tuning.FROZEN, sentence_reader.STATED, None),
    "judge": (OF_JUDGE, LAYERS, fine_tuning.FROZEN, sentence_judge.STATED, None),
}


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trained", type=Path, nargs="+")
    parser.add_argument("packed", type=Path)
    parser.add_argument("--of", choices=_MODELS, default="passages")
    parser.add_argument("--bits", type=int, help="instead of those that the model is kept in")
    parser.add_argument("--cache", type=Path, default=Path("~/.cache/wenju"))
    options = parser.parse_args()
    heads, layers, frozen, stated, bits = _MODELS[options.of]
    networks = []
    for path in options.trained:
        network = network_of(base_model(options.cache.expanduser(), layers), heads, layers)
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
    save(network, frozen, stated, options.packed, options.bits or bits)


if __name__ == "__main__":
    main()
