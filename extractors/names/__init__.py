"""Names: who and what a report speaks of, found by the gazetteer and by rules, and linked to one another.

`passage` asks where names may stand, `matching` looks up written forms, `ambiguity` decides between meanings; `morphology`,
`persons`, `forms`, `bodies`, `products`, `context` and `apposition` find names that no table has; `doubts` refuses guesses; `spans`
settles overlaps; `coreference` links.
"""

from extractors.names.coreference import Reference, find_references
from extractors.names.finding import NameFinder
from extractors.names.spans import Name, settle

__all__ = ["Name", "NameFinder", "Reference", "find_references", "settle"]
