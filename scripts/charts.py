"""Writes Vega, Vega-Lite and vega-embed as one script that can stand in a page.

    charts.py TARGET
"""

import pathlib
import sys

import vl_convert

VEGA_LITE = "6.4"  # VegaLite.swift names the major version

NOTICE = f"""/*! Vega {vl_convert.get_vega_version()}, Vega-Lite {VEGA_LITE}, \
vega-embed {vl_convert.get_vega_embed_version()}, bundled by vl-convert {vl_convert.__version__}.
Copyright (c) University of Washington Interactive Data Lab and contributors. BSD-3-Clause:
https://github.com/vega/vega/blob/main/LICENSE
https://github.com/vega/vega-lite/blob/main/LICENSE
https://github.com/vega/vega-embed/blob/main/LICENSE */
"""


def main() -> None:
    text = NOTICE + vl_convert.javascript_bundle(vl_version=VEGA_LITE)
    lower = text.lower()
    for mark in ("</script", "<!--", "\r", "\0", '"""##'):
        if mark in lower:
            sys.exit(f"error: the library holds {mark!r} and cannot be embedded")
    # Expressions are interpreted, so that pages need no eval.
    if "expressionInterpreter" not in text:
        sys.exit("error: the library has no expression interpreter")
    pathlib.Path(sys.argv[1]).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
