"""How Sphinx builds the documentation: ``python -m sphinx -W -n -b html docs docs/_build``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

project = "supervision_talk"
author = "The supervision_talk contributors"
project_copyright = author
html_title = "supervision_talk"
html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["reference.css"]
html_copy_source = False
html_show_sourcelink = False

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "docs._ext.sphinx_reference",
]
exclude_patterns = ["_build"]
nitpicky = True
# Names of other packages are not looked up: the build needs no network.
nitpick_ignore_regex = [
    (r"py:.*", r"hypothesis\..*"),
    (
        r"py:.*",
        r"(attrs?|collections|datetime|enum|functools|io|os|pathlib|types|typing|zoneinfo)\..*",
    ),
    (
        r"py:.*",
        r"(ABC|Any|BinaryIO|Callable|Final|Generic|Iterable|Iterator|Mapping|Self|Sequence)",
    ),
    (r"py:.*", r"(date|datetime|frozenset|mappingproxy|optional)"),
    # Type variables, aliases and what the engine hands on within itself have no entry.
    (r"py:.*", r"supervision_talk\..*T|JsonValue"),
    (r"py:.*", r"supervision_talk\.(audit\.judg(ed|ing)\..*|model\.fields\.Record)"),
]
default_role = "code"

autodoc_preserve_defaults = True
autodoc_member_order = "bysource"
autodoc_class_signature = "mixed"
autodoc_typehints_format = "short"
napoleon_use_ivar = True
napoleon_custom_sections = [("Arguments", "params_style")]
python_maximum_signature_line_length = 88
toc_object_entries_show_parents = "hide"

myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist", "fieldlist"]
myst_heading_anchors = 3
