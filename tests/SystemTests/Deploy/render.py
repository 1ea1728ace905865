"""Says as JSON what files of deploy/ become; run with Debian's Python, which has Jinja2 and PyYAML.

render.py yaml FILE         the file as YAML
render.py salt DIR PILLAR   the states, and the settings file, for a pillar
"""
import json
import pathlib
import sys

import jinja2
import yaml


class OnceEach(yaml.SafeLoader):
    """A key that is there twice would silently be the second one."""

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _ in node.value if key.tag != "tag:yaml.org,2002:merge"]
        if len(keys) != len(set(keys)):
            raise yaml.YAMLError(f"a key is there twice, {node.start_mark}")
        return super().construct_mapping(node, deep)


def read(text):
    return yaml.load(text, OnceEach)


def salt(folder, pillar):
    # As Salt renders: undefined names are errors.
    jinja = jinja2.Environment(undefined=jinja2.StrictUndefined, keep_trailing_newline=True)
    values = {"pillar": read(pathlib.Path(pillar).read_text("utf-8"))}
    render = lambda file: jinja.from_string((pathlib.Path(folder) / file).read_text("utf-8")).render(values)
    return {"states": read(render("init.sls")), "settings": render("files/gateway.json.jinja")}


kind, *rest = sys.argv[1:]
print(json.dumps(salt(*rest) if kind == "salt" else read(pathlib.Path(rest[0]).read_text("utf-8"))))
