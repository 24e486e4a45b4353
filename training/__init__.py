"""Everything that the package has learned from: corpora, and the code that makes weights of them. No part of the wheel."""
