"""Drawings are served from our own address, so nothing in them may run, load or lead away."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from courses.problems import Problem

MAX_BYTES = 20_000
_FORBIDDEN = {"script", "foreignObject", "image", "a", "iframe", "embed", "object", "audio", "video", "handler", "set"}
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(|javascript:", re.IGNORECASE)


def check(path: str, text: str) -> Iterator[Problem]:
    size = len(text.encode())
    if size > MAX_BYTES:
        yield Problem(path, 0, "", f"图有 {size // 1000} KB，最多 {MAX_BYTES // 1000} KB")
    if re.search(r"<!(DOCTYPE|ENTITY)|<\?xml-stylesheet", text, re.IGNORECASE):
        # Refused before parsing: an entity could make a small file huge.
        yield Problem(path, 1, "", "去掉 <!DOCTYPE、<!ENTITY 和 <?xml-stylesheet")
        return
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - without a DOCTYPE nothing can expand or be fetched
    except ElementTree.ParseError as error:
        yield Problem(path, error.position[0], "", f"不是能读的 SVG：{error}")
        return
    if _name(root.tag) != "svg":
        yield Problem(path, 1, "", "最外层要是 <svg>")
    if not root.get("viewBox"):
        yield Problem(path, 1, "", "<svg> 缺少 viewBox，图没法缩放")
    for needed in ("title", "desc"):
        if not any(_name(child.tag) == needed and (child.text or "").strip() for child in root):
            yield Problem(path, 1, "", f"缺少 <{needed}>；听图的人靠它")
    for mend in sorted({mend for element in root.iter() for mend in _dangers(element)}):
        yield Problem(path, 0, "", mend)


def _dangers(element: ElementTree.Element) -> Iterator[str]:
    name = _name(element.tag)
    if name in _FORBIDDEN or name.startswith("animate"):
        yield f"图里不能有 <{name}>"
    if name == "style" and _OUTSIDE.search(element.text or ""):
        yield "<style> 里不能引用外面的东西"
    for attribute, value in element.attrib.items():
        if _name(attribute).lower().startswith("on"):
            yield f"图里不能有 {_name(attribute)} 属性"
        elif (_name(attribute) == "href" and not value.startswith("#")) or _OUTSIDE.search(value):
            yield f"{_name(attribute)} 不能引用外面的东西"


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]
